import type { KnownOutcome, Outcome as OutcomeValue } from '../api/wire';
import { t } from '../i18n/i18n';
import { OutcomeMark } from './OutcomeMark';

interface Ends {
  outcome: OutcomeValue;
  at_least: KnownOutcome;
  at_most: KnownOutcome;
}

/** "between not met and met", or nothing where the outcome is known. */
export function rangeWords(of: Ends): string {
  if (of.outcome !== 'unknown' || of.at_least === of.at_most) return '';
  return t('outcome.range', {
    least: t(`outcome.lower.${of.at_least}`),
    most: t(`outcome.lower.${of.at_most}`),
  });
}

/** Mark and word of an outcome; for an unknown one also what it lies between. */
export function Outcome({ of, range = true }: { of: Ends; range?: boolean }) {
  const words = range ? rangeWords(of) : '';
  return (
    <span class="outcome">
      <OutcomeMark outcome={of.outcome} />
      <span>
        {t(`outcome.${of.outcome}`)}
        {words !== '' && <small class="range"> {words}</small>}
      </span>
    </span>
  );
}
