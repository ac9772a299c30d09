import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { FORMATS, type Format } from '../../api/siting';
import { saveFile } from '../../ui/save';
import { w } from './words';

/** The answer as a file, in each of its forms; and whatever else can be made of it. */
export function TakePart({
  name,
  words,
  fetchFile,
  children,
}: {
  /** Of the file, without what its form adds. */
  name: string;
  words: (format: Format) => string;
  fetchFile: (format: Format) => Promise<Blob>;
  children?: ComponentChildren;
}) {
  const id = useId();
  const said = useSignal<string | null>(null);
  const failed = useSignal(false);
  async function take(format: Format): Promise<void> {
    said.value = null;
    failed.value = false;
    try {
      const file = `${name}.${format}`;
      saveFile(await fetchFile(format), file);
      said.value = w('take.done', { name: file });
    } catch {
      failed.value = true;
    }
  }
  return (
    <section class="downloads" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('take.title')}</h3>
      {children}
      <p id={`${id}-files`}>{w('take.download')}</p>
      <ul aria-labelledby={`${id}-files`}>
        {FORMATS.map((format) => (
          <li key={format}>
            <button type="button" data-format={format} onClick={() => void take(format)}>
              {words(format)}
            </button>
          </li>
        ))}
      </ul>
      <p class="hint" role="status">
        {said.value}
      </p>
      {failed.value && (
        <p class="trouble" role="alert">
          {w('take.trouble')}
        </p>
      )}
    </section>
  );
}
