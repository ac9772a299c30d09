import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { w } from './words';

/** A text to be taken elsewhere, with a button that takes it. Where the browser gives no hand, it is marked to be copied. */
export function Copied({ label, text, long = false }: { label: string; text: string; long?: boolean }) {
  const id = useId();
  const field = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const said = useSignal<'copied' | 'by_hand' | null>(null);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      said.value = 'copied';
    } catch {
      field.current?.focus();
      field.current?.select();
      said.value = 'by_hand';
    }
  }

  return (
    <div class="field copied">
      <label for={id}>{label}</label>
      {long ? (
        <textarea id={id} ref={field} rows={9} readOnly value={text} />
      ) : (
        <input
          id={id}
          ref={field}
          type="text"
          readOnly
          spellcheck={false}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
      )}
      <p class="actions">
        <button type="button" class="copy" onClick={copy}>
          {w('copy')}
          <span class="visually-hidden">, {label}</span>
        </button>
        <span role="status" data-copied={said.value ?? undefined}>
          {said.value === null ? '' : w(`copy.${said.value}`)}
        </span>
      </p>
    </div>
  );
}

/** A secret that is shown this once: the keyboard is brought to it, and it goes when one says so. */
export function Once({
  title,
  children,
  done,
}: {
  title: string;
  children: ComponentChildren;
  done: () => void;
}) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section class="once" aria-labelledby={id}>
      <h4 id={id} ref={heading} tabIndex={-1}>
        {title}
      </h4>
      {children}
      <p class="actions">
        <button type="button" class="primary" onClick={done}>
          {w('once.done')}
        </button>
      </p>
    </section>
  );
}
