import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import type { Diff, Setting, TextChange } from '../../api/compare';
import { number, pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { pack } from '../../state/store';
import { fold, type Numbered, type Row, type Stretch, sideBySide } from './lines';
import { requirementWords, w } from './words';

/** The ways of a standard by their titles, on both sides, as far as the package has these definitions. */
function wayTitle(change: TextChange, diff: Diff): string | null {
  const sides = [diff.before.definition, diff.after.definition];
  const ways = (pack.value?.definitions ?? [])
    .filter((d) => sides.includes(d.id))
    .flatMap((d) => d.standards.filter((s) => s.id === change.standard))
    .flatMap((s) => s.ways);
  const way = ways.find((one) => one.id === change.way);
  return way === undefined ? change.way : pick(way.title);
}

/** Where a requirement stands: in a way, in a standard, or over the whole definition. */
function subject(change: TextChange, diff: Diff): string {
  if (change.standard === null) return w('text.definition');
  const standard = diff.standards.find((s) => s.standard === change.standard);
  const title = standard === undefined ? change.standard : pick(standard.title);
  return change.way === null || change.name === 'way' ? title : `${title} · ${wayTitle(change, diff)}`;
}

function Requirements({ diff, changes }: { diff: Diff; changes: readonly TextChange[] }) {
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
        {changes.map((change) => (
          <tr key={change.field} data-field={change.field}>
            <th scope="row">
              {requirementWords(change)}
              <small>{subject(change, diff)}</small>
            </th>
            <td data-label={t('app.label', { name: w('before') })}>
              <Value of={change.before} title={change.name === 'way' ? wayTitle(change, diff) : null} />
            </td>
            <td data-label={t('app.label', { name: w('after') })}>
              <Value of={change.after} title={change.name === 'way' ? wayTitle(change, diff) : null} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function settingWords(of: Exclude<Setting, null>): string {
  if (typeof of === 'number') return number(of, 2);
  if (typeof of !== 'object') return String(of);
  if (Array.isArray(of)) return of.join(', ');
  return Object.entries(of)
    .map(([group, value]) => `${group} = ${value}`)
    .join(', ');
}

function Value({ of, title }: { of: Setting; title: string | null }) {
  if (of === null) return <span class="unknown-value">{w('text.absent')}</span>;
  return title === null ? <code>{settingWords(of)}</code> : <span>{title}</span>;
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
export function TextPart({ diff, standard }: { diff: Diff; standard: string | null }) {
  const id = useId();
  // What is said of the whole definition touches every kind of help.
  const changes = diff.text.changes.filter(
    (change) => standard === null || change.standard === null || change.standard === standard,
  );
  const changed = diff.text.lines.some((line) => line.op !== 'same');
  return (
    <section class="texts" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('text.title')}</h3>
      {!changed && <p>{w('text.none')}</p>}
      {changes.length > 0 && <Requirements diff={diff} changes={changes} />}
      {changed && (
        <details>
          <summary>{w('text.lines')}</summary>
          <SideBySide diff={diff} />
        </details>
      )}
    </section>
  );
}
