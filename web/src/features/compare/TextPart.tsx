import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import type { Diff, TextChange } from '../../api/compare';
import { number, pick } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { pack } from '../../state/store';
import { fold, type Numbered, type Row, type Stretch, sideBySide } from './lines';
import { requirementWords, w } from './words';

function subject(change: TextChange, diff: Diff): string {
  if (change.standard === null) return w('text.definition');
  const standard = diff.standards.find((s) => s.standard === change.standard);
  const ways = (pack.value?.definitions ?? [])
    .filter((d) => d.id === diff.after.definition || d.id === diff.before.definition)
    .flatMap((d) => d.standards.filter((s) => s.id === change.standard))
    .flatMap((s) => s.ways);
  const way = ways.find((one) => one.id === change.way);
  const parts = [standard === undefined ? change.standard : pick(standard.title)];
  if (change.way !== null) parts.push(way === undefined ? change.way : pick(way.title));
  return parts.join(' · ');
}

function Requirements({ diff }: { diff: Diff }) {
  return (
    <table class="stacked requirements">
      <caption>{w('text.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{w('text.requirement')}</th>
          <th scope="col">{w('before')}</th>
          <th scope="col">{w('after')}</th>
        </tr>
      </thead>
      <tbody>
        {diff.text.changes.map((change) => (
          <tr key={change.field} data-field={change.field}>
            <th scope="row">
              {requirementWords(change)}
              <small>{subject(change, diff)}</small>
            </th>
            <td data-label={w('before')}>
              <Value of={change.before} />
            </td>
            <td data-label={w('after')}>
              <Value of={change.after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ of }: { of: string | null }) {
  return of === null ? <span class="unknown-value">{w('text.absent')}</span> : <code>{of}</code>;
}

/** One line of one side; its sign and, for whoever cannot see it, its words. */
function LineCell({ line, same, side }: { line: Numbered | null; same: boolean; side: 'before' | 'after' }) {
  const sign = side === 'before' ? '−' : '+';
  const marked = line !== null && !same;
  return (
    <td class={`line line-${side}${marked ? ' changed' : ''}${line === null ? ' none' : ''}`}>
      {line !== null && (
        <>
          <span class="line-number" aria-hidden="true">
            {line.number}
          </span>
          <span class="line-sign" aria-hidden="true">
            {marked ? sign : ''}
          </span>
          {marked && (
            <span class="visually-hidden">{w(side === 'before' ? 'text.removed' : 'text.added')} </span>
          )}
          <code>{line.text}</code>
        </>
      )}
    </td>
  );
}

function Rows({ rows }: { rows: readonly Row[] }) {
  return (
    <>
      {rows.map((row) => (
        <tr
          key={`${row.before?.number ?? ''} ${row.after?.number ?? ''}`}
          class={row.same ? 'same' : undefined}
        >
          <LineCell line={row.before} same={row.same} side="before" />
          <LineCell line={row.after} same={row.same} side="after" />
        </tr>
      ))}
    </>
  );
}

function Folded({ of, open }: { of: Stretch; open: () => void }) {
  const n = of.rows.length;
  const plural = new Intl.PluralRules(lang.value).select(n) === 'one' ? 'one' : 'other';
  return (
    <tr class="folded">
      <td colSpan={2}>
        <button type="button" onClick={open}>
          {w(`text.folded.${plural}`, { n: number(n) })}
        </button>
      </td>
    </tr>
  );
}

function SideBySide({ diff }: { diff: Diff }) {
  const id = useId();
  const folding = useSignal(true);
  const opened = useSignal<ReadonlySet<number>>(new Set());
  const stretches = useMemo(() => fold(sideBySide(diff.text.lines)), [diff]);
  return (
    <>
      <p>
        <label class="radio">
          <input
            type="checkbox"
            checked={folding.value}
            onChange={(event) => {
              folding.value = event.currentTarget.checked;
              opened.value = new Set();
            }}
          />
          {w('text.fold')}
        </label>
      </p>
      <table class="lines" aria-describedby={id}>
        <caption id={id}>{w('text.lines.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('before')}</th>
            <th scope="col">{w('after')}</th>
          </tr>
        </thead>
        <tbody>
          {stretches.map((one, at) =>
            one.folded && folding.value && !opened.value.has(at) ? (
              <Folded
                key={at}
                of={one}
                open={() => {
                  opened.value = new Set([...opened.value, at]);
                }}
              />
            ) : (
              <Rows key={at} rows={one.rows} />
            ),
          )}
        </tbody>
      </table>
    </>
  );
}

/** What differs in the two texts: requirement by requirement, and line by line. */
export function TextPart({ diff }: { diff: Diff }) {
  const id = useId();
  const changed = diff.text.lines.some((line) => line.op !== 'same');
  return (
    <section class="texts" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('text.title')}</h3>
      {!changed && <p>{w('text.none')}</p>}
      {diff.text.changes.length > 0 && <Requirements diff={diff} />}
      {changed && (
        <details>
          <summary>{w('text.lines')}</summary>
          <SideBySide diff={diff} />
        </details>
      )}
    </section>
  );
}
