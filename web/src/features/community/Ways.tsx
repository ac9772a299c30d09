import type { StandardForCommunity, WayTried } from '../../api/wire';
import { duration, number, pick, t } from '../../i18n/i18n';
import { definition, report } from '../../state/store';
import { CitingText } from './Sources';

/** Beside the word, so that neither stands alone. */
export const SIGNS = { yes: '✓', sometimes: '±', no: '×', unknown: '?' } as const;

function passing(way: WayTried): string {
  if (way.passing_at_least === way.passing_at_most) {
    return t('ways.passing', { n: number(way.passing_at_least) });
  }
  return t(way.holds === 'sometimes' ? 'ways.passing.sometimes' : 'ways.passing.range', {
    least: number(way.passing_at_least),
    most: number(way.passing_at_most),
  });
}

function limits(way: WayTried): string[] {
  const parts: string[] = [];
  if (way.within_minutes !== null) {
    const waiting = report.value?.question.impedance === 'journey';
    const time = duration(way.within_minutes);
    parts.push(t(waiting ? 'ways.within.journey' : 'ways.within', { time }));
  }
  if (way.visits_per_month !== null) parts.push(t('ways.visits', { n: number(way.visits_per_month, 1) }));
  if (way.providers > 1) parts.push(t('ways.providers', { n: number(way.providers) }));
  return parts;
}

function Way({ way }: { way: WayTried }) {
  const asks = limits(way);
  return (
    <li class={`way way-${way.holds}`}>
      <span class="way-sign" aria-hidden="true">
        {SIGNS[way.holds]}
      </span>
      <div>
        <p>
          <strong>{pick(way.title)}</strong>{' '}
          <small>({t('ways.level', { level: t(`outcome.lower.${way.level}`) })})</small>
        </p>
        <p>
          <strong>{t(`ways.holds.${way.holds}`)}</strong> · {passing(way)}
          {asks.length > 0 && <> ({asks.join(', ')})</>}
        </p>
        {way.choice !== null && (
          <p class="choice">
            <CitingText text={pick(way.choice)} />
          </p>
        )}
      </div>
    </li>
  );
}

/** Each way that would count, with its limit, whether it holds, and that the limit is nobody's agreement yet. */
export function Ways({ of }: { of: StandardForCommunity }) {
  const agreed = definition.value?.standing === 'agreed';
  return (
    <section class="ways">
      <h4>{t('ways.title')}</h4>
      {!agreed && <p class="choice-note">{t('ways.choice')}</p>}
      <ul>
        {of.ways.map((way) => (
          <Way key={way.id} way={way} />
        ))}
      </ul>
      {of.choice !== null && (
        <p class="choice">
          <CitingText text={pick(of.choice)} />
        </p>
      )}
    </section>
  );
}
