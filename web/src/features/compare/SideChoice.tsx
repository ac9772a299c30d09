import { useId } from 'preact/hooks';
import type { Side } from '../../api/compare';
import { pick, t } from '../../i18n/i18n';
import { find, formatNamed, type Listed, parseNamed } from './sides';
import { w } from './words';

interface Choice {
  title: string;
  side: Side;
  list: readonly Listed[];
  choose: (side: Side) => void;
}

/** One side: which text, which records, which services. */
export function SideChoice({ title, side, list, choose }: Choice) {
  const id = useId();
  const chosen = formatNamed({ id: side.definition, version: side.version });
  const known = find(list, { id: side.definition, version: side.version }) !== null;
  return (
    <fieldset class="side">
      <legend>{title}</legend>
      <div class="field">
        <label for={`${id}-definition`}>{w('definition')}</label>
        <select
          id={`${id}-definition`}
          value={chosen}
          onChange={(event) => {
            const named = parseNamed(event.currentTarget.value);
            if (named !== null) choose({ ...side, definition: named.id, version: named.version });
          }}
        >
          {!known && <option value={chosen}>{chosen}</option>}
          {list.map((d) => {
            const value = formatNamed(d);
            return (
              <option key={value} value={value}>
                {t('choose.definition.option', {
                  title: pick(d.title),
                  version: d.version,
                  standing: t(`standing.${d.standing}`),
                })}
              </option>
            );
          })}
        </select>
        {!known && list.length > 0 && (
          <p class="trouble">{w('definition.missing', { id: side.definition, version: side.version })}</p>
        )}
      </div>
      <div class="side-rest">
        <div class="field">
          <label for={`${id}-as-of`}>{t('choose.as_of')}</label>
          <input
            id={`${id}-as-of`}
            type="date"
            value={side.asOf ?? ''}
            aria-describedby={`${id}-hint`}
            onChange={(event) => {
              const { value } = event.currentTarget;
              choose({ ...side, asOf: value === '' ? null : value });
            }}
          />
          <p class="hint" id={`${id}-hint`}>
            {w('as_of.empty')}
          </p>
        </div>
        <fieldset class="field">
          <legend>{t('choose.supply')}</legend>
          {(['actual', 'intended'] as const).map((supply) => (
            <label class="radio" key={supply}>
              <input
                type="radio"
                name={`${id}-supply`}
                value={supply}
                checked={side.supply === supply}
                onChange={() => choose({ ...side, supply })}
              />
              {t(`choose.supply.${supply}`)}
            </label>
          ))}
        </fieldset>
      </div>
    </fieldset>
  );
}
