import { lineCount } from './editing';
import { w } from './words';

/** The numbers of the lines, beside a text. Nobody needs them read aloud, or copied with the text. */
export function LineNumbers({ text, marked = [] }: { text: string; marked?: readonly number[] }) {
  const lines = Array.from({ length: lineCount(text) }, (_, index) => index + 1);
  return (
    <div class="line-numbers" aria-hidden="true">
      {lines.map((line) => (
        <span key={line} class={marked.includes(line) ? 'marked' : undefined}>
          {line}
        </span>
      ))}
    </div>
  );
}

/** The text of a definition as it is on record, to read, select and copy. */
export function SourceText({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="source reading" aria-label={w('text.label')} tabIndex={0}>
      <LineNumbers text={text} />
      <pre>
        <code>{text}</code>
      </pre>
    </section>
  );
}
