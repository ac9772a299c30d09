import { useEffect, useId, useState } from 'preact/hooks';
import { HAS_THRESHOLD, type Spread, VALUES } from '../../api/equity';
import { address, go } from '../../state/store';
import { GROUPINGS, groupingWords, rankWords, w } from './words';

/** Not a grouping: the choice of writing one. */
const OWN = '';

function spreadBy(change: Partial<Spread>): void {
  go({ spread: { ...address.value.spread, ...change } });
}

export function ValueChoice() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{w('choose.value')}</label>
      <select
        id={id}
        value={address.value.spread.value}
        onChange={(event) => {
          const value = VALUES.find((one) => one === event.currentTarget.value);
          // Days that are enough say nothing about minutes.
          if (value !== undefined) spreadBy({ value, threshold: null });
        }}
      >
        {VALUES.map((value) => (
          <option key={value} value={value}>
            {w(`value.${value}`)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** A column or a rule, as it is written; it is asked once it is finished, not with every letter. */
function OwnGrouping({ by }: { by: string }) {
  const id = useId();
  return (
    <>
      <label for={id} class="own-label">
        {w('choose.by.own.label')}
      </label>
      <input
        id={id}
        type="text"
        class="own"
        value={by}
        spellcheck={false}
        autocapitalize="off"
        autocomplete="off"
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const rule = event.currentTarget.value.trim();
          if (rule !== '') spreadBy({ by: rule });
        }}
      />
      <p class="hint" id={`${id}-hint`}>
        {w('choose.by.own.hint')}
      </p>
    </>
  );
}

export function GroupChoice() {
  const id = useId();
  const { by } = address.value.spread;
  const known = GROUPINGS.some((word) => word === by);
  const [writing, setWriting] = useState(false);
  // Who steps back to a grouping of the list has stopped writing.
  useEffect(() => setWriting(false), [by]);
  const own = writing || !known;
  return (
    <div class="field">
      <label for={id}>{w('choose.by')}</label>
      <select
        id={id}
        value={own ? OWN : by}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setWriting(value === OWN);
          if (value !== OWN) spreadBy({ by: value });
        }}
      >
        {GROUPINGS.map((word) => (
          <option key={word} value={word}>
            {groupingWords(word)}
          </option>
        ))}
        <option value={OWN}>{w('choose.by.own')}</option>
      </select>
      {own && <OwnGrouping by={known ? '' : by} />}
    </div>
  );
}

const RANKS = ['population', 'travel_minutes'] as const;

export function RankChoice() {
  const id = useId();
  const { rank } = address.value.spread;
  const offered = RANKS.some((word) => word === rank) ? RANKS : [...RANKS, rank];
  return (
    <div class="field">
      <label for={id}>{w('choose.rank')}</label>
      <select id={id} value={rank} onChange={(event) => spreadBy({ rank: event.currentTarget.value })}>
        {offered.map((word) => (
          <option key={word} value={word}>
            {rankWords(word)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What counts as enough; blank is what the standard itself asks for. */
export function ThresholdChoice() {
  const id = useId();
  const { value, threshold } = address.value.spread;
  if (!HAS_THRESHOLD[value]) return null;
  return (
    <div class="field">
      <label for={id}>{w(value === 'days_met' ? 'choose.threshold.days' : 'choose.threshold.minutes')}</label>
      <input
        id={id}
        type="number"
        class="own"
        min="0"
        step="any"
        inputMode="decimal"
        value={threshold ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const { value: text, valueAsNumber: number } = event.currentTarget;
          if (text === '' || number >= 0) spreadBy({ threshold: text === '' ? null : number });
        }}
      />
      <p class="hint" id={`${id}-hint`}>
        {w('choose.threshold.hint')}
      </p>
    </div>
  );
}
