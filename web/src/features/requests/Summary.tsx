/** What has to be put right before, or after, something is sent: each a way to its field. */
import type { ProblemDetails } from '../../api/wire';
import { t } from '../../i18n/i18n';
import { DataText } from '../../ui/DataText';
import { focusField } from './FormFields';
import { FIELDS, type Field, sortFaults } from './fields';
import { w } from './words';

/** What is still missing before it makes sense to send it. */
export function Missing({ fields }: { fields: readonly Field[] }) {
  return (
    <p class="trouble" role="alert" data-missing={fields.join(' ')}>
      {w('draft.missing')} {fields.map((field) => w(`field.lower.${field}`)).join(', ')}.
    </p>
  );
}

export function FaultSummary({ problem }: { problem: ProblemDetails }) {
  const { by, rest } = sortFaults(problem);
  const faulty = FIELDS.filter((field) => by[field] !== undefined);
  return (
    <div class="trouble fault-summary" role="alert">
      <p>
        <strong>{w('faults.title')}</strong>{' '}
        {faulty.length === 0 && rest.length === 0 && problem.detail !== null && (
          <DataText text={problem.detail} />
        )}
      </p>
      <ul>
        {faulty.map((field) => (
          <li key={field}>
            <button type="button" class="link" onClick={() => focusField(field)}>
              {w(`field.${field}`)}
            </button>
            {t('app.label', { name: '' })} <DataText text={(by[field] ?? []).join('; ')} />
          </li>
        ))}
        {rest.map((fault) => (
          <li key={fault}>
            <DataText text={fault} />
          </li>
        ))}
      </ul>
    </div>
  );
}
