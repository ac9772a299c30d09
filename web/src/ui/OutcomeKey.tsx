import type { Outcome } from '../api/wire';
import { t } from '../i18n/i18n';
import { OutcomeMark } from './OutcomeMark';
import './chart.css';

/** What each filling of a chart means, in the order given. */
export function OutcomeKey({ of }: { of: readonly Outcome[] }) {
  return (
    <ul class="chart-key">
      {of.map((outcome) => (
        <li key={outcome}>
          <svg width="28" height="18" aria-hidden="true" class={`swatch stretch stretch-${outcome}`}>
            <rect class="base" width="28" height="18" />
            <rect width="28" height="18" fill={`url(#pattern-${outcome})`} />
          </svg>
          <OutcomeMark outcome={outcome} size={18} /> {t(`outcome.${outcome}`)}
        </li>
      ))}
    </ul>
  );
}
