import { useId, useRef } from 'preact/hooks';
import type { Parameter } from '../../api/definitions';
import { pick } from '../../i18n/i18n';
import type { Draft } from './draft';
import { parameterKey } from './editing';
import { byStandard, leverWords, reach, valueWords } from './plain';
import { definitions } from './state';
import { w } from './words';

/** The title of a way where the records know it; a way that was just written goes by its id. */
function wayTitle(definition: string | null, version: string | null, standard: string, way: string): string {
  const known = definitions.value
    .find((d) => d.id === definition && (version === null || d.version === version))
    ?.standards.find((s) => s.id === standard)
    ?.ways.find((w) => w.id === way);
  return known === undefined ? way : pick(known.title);
}

/** A slider and a field for the same number: one for trying out, one for saying exactly. */
function Lever({ of, draft, disabled }: { of: Parameter; draft: Draft; disabled: boolean }) {
  const id = useId();
  const key = parameterKey(of);
  const words = valueWords(of, of.value);
  const label =
    of.group === null ? leverWords(of) : w('lever.group', { name: leverWords(of), group: of.group });
  const top = useRef(0);
  top.current = reach(of, Math.max(top.current, of.value));
  const set = (text: string) => {
    const value = Number(text);
    if (text !== '' && Number.isFinite(value)) draft.set(key, value);
  };
  return (
    <div class="lever" data-field={of.field} data-group={of.group ?? undefined}>
      <label for={id}>{label}</label>
      <output for={id}>{words}</output>
      <input
        id={id}
        type="range"
        min={of.min}
        max={top.current}
        step={of.step}
        value={of.value}
        disabled={disabled}
        aria-valuetext={words}
        onInput={(event) => set(event.currentTarget.value)}
      />
      <input
        type="number"
        min={of.min}
        max={of.max}
        step="any"
        value={of.value}
        disabled={disabled}
        aria-label={w('lever.exactly', { name: label })}
        onChange={(event) => {
          set(event.currentTarget.value);
          // What lies outside the bounds was brought inside them: the field says so too.
          event.currentTarget.value = String(
            draft.parameters.peek().find((p) => parameterKey(p) === key)?.value,
          );
        }}
      />
    </div>
  );
}

/** Every number of one standard, way by way. */
export function Levers({
  draft,
  definition,
  version,
  standard,
}: {
  draft: Draft;
  definition: string | null;
  version: string | null;
  standard: string;
}) {
  const all = byStandard(draft.parameters.value);
  const limits = all.find((s) => s.standard === standard);
  const everywhere = all.find((s) => s.standard === null)?.whole ?? [];
  const disabled = draft.sound.value === null;
  if (limits === undefined) return <p class="hint">{w('levers.none')}</p>;
  return (
    <div class="levers">
      {limits.ways.map(({ way, limits: numbers }) => (
        <fieldset key={way}>
          <legend>{wayTitle(definition, version, standard, way)}</legend>
          {numbers.map((p) => (
            <Lever key={parameterKey(p)} of={p} draft={draft} disabled={disabled} />
          ))}
        </fieldset>
      ))}
      {limits.whole.length > 0 && (
        <fieldset>
          <legend>{w('levers.whole')}</legend>
          {limits.whole.map((p) => (
            <Lever key={parameterKey(p)} of={p} draft={draft} disabled={disabled} />
          ))}
        </fieldset>
      )}
      {everywhere.length > 0 && (
        <fieldset>
          <legend>{w('levers.everywhere')}</legend>
          {everywhere.map((p) => (
            <Lever key={parameterKey(p)} of={p} draft={draft} disabled={disabled} />
          ))}
        </fieldset>
      )}
    </div>
  );
}
