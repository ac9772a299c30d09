import { useId, useRef } from 'preact/hooks';
import type { Fault } from '../../api/definitions';
import { DataText } from '../../ui/DataText';
import type { Checked, Draft } from './draft';
import { lineSpan } from './editing';
import { LineNumbers } from './SourceText';
import { w } from './words';

/** What the last check found; while a new one is under way, what the one before found. */
export function faultsOf(checked: Checked): readonly Fault[] {
  switch (checked.state) {
    case 'ready':
      return checked.check.faults;
    case 'waiting':
      return checked.last?.faults ?? [];
    case 'failed':
      return [];
  }
}

/** One sentence about the text as a whole, read out when it changes. */
export function checkWords(checked: Checked): string {
  if (checked.state === 'failed') return w('check.failed');
  if (checked.state === 'waiting') return w('check.waiting');
  const faults = checked.check.faults.length;
  if (faults === 0) return w('check.none');
  return faults === 1 ? w('check.one') : w('check.many', { n: faults });
}

function FaultItem({ fault, jump }: { fault: Fault; jump: (line: number) => void }) {
  const { line, field, found, expected } = fault;
  return (
    <li class="fault">
      <p>
        {line === null ? (
          <strong>{w('fault.nowhere')}</strong>
        ) : (
          <button type="button" onClick={() => jump(line)}>
            {w('fault.line', { line })}
          </button>
        )}{' '}
        {field !== null && <code>{field}</code>}
      </p>
      <p>
        {w('fault.found')} <DataText text={found} />
      </p>
      <p>
        {w('fault.expected')} <DataText text={expected} />
      </p>
    </li>
  );
}

/** The text in a plain field with line numbers, and every fault in it as a message of its own that leads to its line. */
export function Editor({ draft }: { draft: Draft }) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const numbers = useRef<HTMLDivElement>(null);
  const text = draft.text.value;
  const checked = draft.checked.value;
  const faults = faultsOf(checked);

  function jump(line: number): void {
    const area = field.current;
    if (area === null) return;
    const { start, end } = lineSpan(area.value, line);
    area.focus();
    area.setSelectionRange(start, end);
    const height = Number.parseFloat(getComputedStyle(area).lineHeight);
    area.scrollTop = Math.max(0, (line - 3) * height);
    area.scrollLeft = 0;
  }

  return (
    <section class="editor" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <label for={id}>{w('editor.title')}</label>
      </h3>
      <p id={`${id}-status`} class="check" role="status" data-check={checked.state}>
        {checkWords(checked)}
      </p>
      {faults.length > 0 && (
        <ul class="faults" aria-label={w('faults')}>
          {faults.map((fault) => (
            <FaultItem key={`${fault.line} ${fault.field} ${fault.found}`} fault={fault} jump={jump} />
          ))}
        </ul>
      )}
      <div class="source editing">
        <div class="numbers-frame" ref={numbers}>
          <LineNumbers text={text} marked={faults.flatMap((f) => (f.line === null ? [] : [f.line]))} />
        </div>
        <textarea
          id={id}
          ref={field}
          wrap="off"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="off"
          aria-describedby={`${id}-status`}
          aria-invalid={faults.length > 0}
          value={text}
          onInput={(event) => draft.write(event.currentTarget.value)}
          onScroll={(event) => {
            if (numbers.current !== null) numbers.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
    </section>
  );
}
