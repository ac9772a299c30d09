import { useId } from 'preact/hooks';
import type { Supply } from '../../api/wire';
import { pick, t } from '../../i18n/i18n';
import { address, definition, go, pack, standard } from '../../state/store';
import { WhenChoice } from './WhenChoice';

export function StandardChoice() {
  const id = useId();
  const standards = definition.value?.standards ?? [];
  return (
    <div class="field field-standard">
      <label for={id}>{t('choose.standard')}</label>
      <select
        id={id}
        value={standard.value?.id ?? ''}
        onChange={(event) => go({ standard: event.currentTarget.value })}
      >
        {standards.map((s) => (
          <option key={s.id} value={s.id}>
            {pick(s.title)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Kinds of service that this definition leaves out: silence about them must not look like "all is well". */
function NotMeasured() {
  const measured = new Set(definition.value?.standards.flatMap((s) => s.service_types) ?? []);
  const left = (pack.value?.service_types ?? []).filter((s) => !measured.has(s.id));
  if (left.length === 0) return null;
  return <p class="hint">{t('choose.not_measured', { names: left.map((s) => pick(s.name)).join('; ') })}</p>;
}

export function DefinitionChoice() {
  const id = useId();
  const chosen = definition.value;
  return (
    <div class="field">
      <label for={id}>{t('choose.definition')}</label>
      <select
        id={id}
        value={chosen?.id ?? ''}
        onChange={(event) => go({ definition: event.currentTarget.value, version: null })}
      >
        {(pack.value?.definitions ?? []).map((d) => (
          <option key={d.id} value={d.id}>
            {t('choose.definition.option', {
              title: pick(d.title),
              version: d.version,
              standing: t(`standing.${d.standing}`),
            })}
          </option>
        ))}
      </select>
      {chosen !== null && <p class="hint">{pick(chosen.description)}</p>}
    </div>
  );
}

const SUPPLIES: readonly Supply[] = ['actual', 'intended'];

export function SupplyChoice() {
  const name = useId();
  return (
    <fieldset class="field">
      <legend>{t('choose.supply')}</legend>
      {SUPPLIES.map((supply) => (
        <label class="radio" key={supply}>
          <input
            type="radio"
            name={name}
            value={supply}
            checked={address.value.supply === supply}
            onChange={() => go({ supply })}
          />
          {t(`choose.supply.${supply}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function AsOfChoice() {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{t('choose.as_of')}</label>
      <input
        id={id}
        type="date"
        value={address.value.asOf ?? ''}
        aria-describedby={`${id}-hint`}
        onChange={(event) => {
          const { value } = event.currentTarget;
          go({ asOf: value === '' ? null : value });
        }}
      />
      <p class="hint" id={`${id}-hint`}>
        {t('choose.as_of.hint')}
      </p>
    </div>
  );
}

/** The question: which help, when, by which definition and which records. */
export function Controls() {
  return (
    <form class="controls" onSubmit={(event) => event.preventDefault()}>
      <StandardChoice />
      <WhenChoice />
      <details class="more">
        <summary>{t('choose.more')}</summary>
        <div class="more-body">
          <DefinitionChoice />
          <SupplyChoice />
          <AsOfChoice />
          <NotMeasured />
        </div>
      </details>
    </form>
  );
}
