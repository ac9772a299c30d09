import type { ComponentChildren } from 'preact';
import type { Outcome } from '../api/wire';
import { OUTCOMES } from '../features/gaps/outcomes';
import { t } from '../i18n/i18n';
import { OutcomeMark } from './OutcomeMark';

export interface OutcomeColumn {
  title: string;
  cell: (outcome: Outcome) => ComponentChildren;
}

/** One row for each outcome, with its mark and its word; the columns say how many. */
export function OutcomeTable({
  caption,
  columns,
  busy,
  markSize = 20,
}: {
  caption: string;
  columns: readonly OutcomeColumn[];
  busy?: boolean;
  markSize?: number;
}) {
  return (
    <table class="summary-table" aria-busy={busy}>
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{t('summary.outcome')}</th>
          {columns.map(({ title }) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {OUTCOMES.map((outcome) => (
          <tr key={outcome} data-outcome={outcome}>
            <th scope="row">
              <span class="outcome">
                <OutcomeMark outcome={outcome} size={markSize} /> <span>{t(`outcome.${outcome}`)}</span>
              </span>
            </th>
            {columns.map(({ title, cell }) => (
              <td key={title}>{cell(outcome)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The headings of a table with one column for each outcome. */
export function OutcomeHeads() {
  return (
    <>
      {OUTCOMES.map((outcome) => (
        <th scope="col" key={outcome}>
          {t(`outcome.${outcome}`)}
        </th>
      ))}
    </>
  );
}
