import type { When } from '../../api/paths';
import type { Season, StandardForCommunity } from '../../api/wire';
import { count, dayName, duration, monthLetters, pick, t } from '../../i18n/i18n';
import { parseDay, seasonStretches, YEAR_DAYS } from '../../state/calendar';
import { pack, when } from '../../state/store';
import { rangeWords } from '../../ui/Outcome';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { OUTCOMES } from '../gaps/outcomes';

const MONTH_STARTS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map(
  (month) => parseDay(`${month}-01`) ?? 1,
);

/** Where a day begins on the ribbon, in percent of its width. */
function at(day: number): string {
  return `${((day - 1) / YEAR_DAYS) * 100}%`;
}
function wide(days: number): string {
  return `${(days / YEAR_DAYS) * 100}%`;
}

interface Band {
  first: number;
  days: number;
}

/** The stretches of the ribbon that the question is about. */
function asked(question: When, seasons: readonly Season[]): Band[] {
  switch (question.kind) {
    case 'year':
      return [];
    case 'date': {
      const day = parseDay(question.day);
      return day === null ? [] : [{ first: day, days: 1 }];
    }
    case 'season':
      return seasonStretches(seasons)
        .filter((s) => s.season.id === question.id)
        .map(({ first, last }) => ({ first, days: last - first + 1 }));
  }
}

/** "Met: 109 days; Not met: 256 days" */
function daysInWords(of: StandardForCommunity): string {
  const days = {
    met: of.days_met,
    partly_met: of.days_partly_met,
    unmet: of.days_unmet,
    unknown: of.days_unknown,
  };
  return OUTCOMES.filter((o) => days[o] > 0)
    .map((o) => t('year.days', { outcome: t(`outcome.${o}`), days: count('days', days[o]) }))
    .join('; ');
}

function Picture({ of, bands }: { of: StandardForCommunity; bands: readonly Band[] }) {
  const letters = monthLetters();
  return (
    <svg class="ribbon" height="52" role="img" aria-label={t('year.label', { summary: daysInWords(of) })}>
      {of.ribbon.map((stretch) => (
        <g key={stretch.from} class={`stretch stretch-${stretch.outcome}`}>
          <rect
            x={at(parseDay(stretch.from) ?? 1)}
            y="4"
            width={wide(stretch.days)}
            height="26"
            class="base"
          />
          <rect
            x={at(parseDay(stretch.from) ?? 1)}
            y="4"
            width={wide(stretch.days)}
            height="26"
            fill={`url(#pattern-${stretch.outcome})`}
          />
        </g>
      ))}
      {bands.map((band) => (
        <rect
          key={band.first}
          class="asked"
          x={at(band.first)}
          y="1.5"
          width={wide(Math.max(band.days, 2))}
          height="31"
        />
      ))}
      {MONTH_STARTS.map((day, month) => (
        <g key={day} class="month">
          <line x1={at(day)} x2={at(day)} y1="30" y2="36" />
          <text x={at(day + 15)} y="47">
            {letters[month]}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** Each day of the year in one strip, by season in marks, and the same in words. */
export function Ribbon({ of }: { of: StandardForCommunity }) {
  const seasons = pack.value?.seasons ?? [];
  const bands = asked(when.value, seasons);
  return (
    <section class="year">
      <h4>{t('year.title')}</h4>
      <p class="days">{daysInWords(of)}</p>
      <Picture of={of} bands={bands} />
      {bands.length > 0 && <p class="hint">{t('year.marker')}</p>}
      <ul class="season-outcomes" aria-label={t('year.seasons')}>
        {seasons.map((season) => {
          const outcome = of.seasons[season.id] ?? 'unknown';
          return (
            <li key={season.id}>
              <OutcomeMark outcome={outcome} />
              <span>
                {pick(season.name)}
                <small>{t(`outcome.${outcome}`)}</small>
              </span>
            </li>
          );
        })}
      </ul>
      <details>
        <summary>{t('year.words')}</summary>
        <ul class="in-words">
          {of.ribbon.map((stretch) => (
            <li key={stretch.from}>
              {t('year.stretch', {
                from: dayName(stretch.from),
                to: dayName(stretch.to),
                days: count('days', stretch.days),
                outcome: t(`outcome.lower.${stretch.outcome}`),
              })}
              {rangeWords(stretch) !== '' && ` (${rangeWords(stretch)})`}
              {stretch.travel_minutes !== null &&
                `; ${t('year.travel', { time: duration(stretch.travel_minutes) })}`}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Patterns of the ribbon, once a page: met is plain, the others are told apart by their lines. */
export function RibbonPatterns() {
  return (
    <svg class="visually-hidden" width="0" height="0" aria-hidden="true" focusable="false">
      <defs>
        <pattern id="pattern-met" width="8" height="8" patternUnits="userSpaceOnUse" />
        <pattern id="pattern-partly_met" width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M-2 10 L10 -2 M-6 6 L6 -6 M2 14 L14 2" />
        </pattern>
        <pattern id="pattern-unmet" width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M0 0 L8 8 M8 0 L0 8" />
        </pattern>
        <pattern id="pattern-unknown" width="7" height="7" patternUnits="userSpaceOnUse">
          <circle cx="3.5" cy="3.5" r="1.2" />
        </pattern>
      </defs>
    </svg>
  );
}
