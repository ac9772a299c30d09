import type { Evaluation } from '../../api/wire';
import { number, pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import { DataText } from '../../ui/DataText';
import { Cited } from './Sources';

/** "4.50", "4,50" */
function amount(of: Evaluation): string | null {
  if (of.value === null) return null;
  const n = number(of.value, 2, 2);
  return of.is_at_least ? t('evaluation.at_least', { n }) : n;
}

function Found({ of }: { of: Evaluation }) {
  const found = amount(of);
  const about = [
    of.study === null ? null : pick(of.study),
    of.studied_in === null ? t('evaluation.year.unknown') : String(of.studied_in),
    of.period === null ? t('evaluation.period.unknown') : t('evaluation.period', { period: of.period }),
  ].filter((text) => text !== null);
  return (
    <li data-evaluation={of.id}>
      <strong>{of.gained_by === null ? pick(of.outcome) : pick(of.gained_by)}</strong>
      <span>{found === null ? t('app.unknown') : `${found} ${pick(of.unit)}`}</span>
      {of.share_of === null && <span>{about.join(' · ')}</span>}
      {of.counts !== null && <span>{pick(of.counts)}</span>}
      {of.limits !== null && (
        <span>
          {t('evaluation.limits')} {pick(of.limits)}
        </span>
      )}
      {of.notes !== '' && (
        <span>
          <DataText text={of.notes} />
        </span>
      )}
      <span>
        {t(`confidence.${of.confidence ?? 'unknown'}`)} <Cited keys={of.sources} />
      </span>
    </li>
  );
}

/** Each with its source and its limits. */
export function Findings({ of }: { of: readonly Evaluation[] }) {
  return (
    <ul class="records">
      {of.map((one) => (
        <Found key={one.id} of={one} />
      ))}
    </ul>
  );
}

/** What studies found of a service, with what they cannot say: it is part of no outcome and of no rank. */
export function Evaluations({ of }: { of: readonly Evaluation[] }) {
  if (of.length === 0) return null;
  return (
    <details class="evaluations" lang={lang.value}>
      <summary>{t('evaluation.title')}</summary>
      <p class="hint">{t('evaluation.hint')}</p>
      <Findings of={of} />
    </details>
  );
}
