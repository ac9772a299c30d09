import type { StandardForCommunity, WayTried } from '../../api/wire';
import { duration, number, pick, t } from '../../i18n/i18n';
import { definition, pack, report } from '../../state/store';
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

function language(code: string): string {
  if (code === 'community') return t('ways.language.community');
  const named = pack.value?.languages_official.find((one) => one.code === code);
  return t('ways.language', { language: named?.name_self ?? code });
}

function standardName(id: string): string {
  const named = definition.value?.standards.find((one) => one.id === id);
  return named === undefined ? id : pick(named.title);
}

/** What the way asks, in the words of people who read rules. */
function limits(way: WayTried): string[] {
  const parts: string[] = [];
  if (way.within_minutes !== null) {
    const waiting = report.value?.question.impedance === 'journey';
    const time = duration(way.within_minutes);
    parts.push(t(waiting ? 'ways.within.journey' : 'ways.within', { time }));
  }
  if (way.within_km !== null) parts.push(t('ways.within_km', { n: number(way.within_km, 1) }));
  if (way.same_region) parts.push(t('ways.same_region'));
  if (way.same_community) parts.push(t('ways.same_community'));
  if (way.indigenous_led) parts.push(t('ways.indigenous_led'));
  if (way.language !== null) parts.push(language(way.language));
  if (way.visits_per_month !== null) parts.push(t('ways.visits', { n: number(way.visits_per_month, 1) }));
  if (way.delivered_share !== null) {
    parts.push(t('ways.delivered_share', { n: number(way.delivered_share * 100, 0) }));
  }
  if (way.max_wait_days !== null) parts.push(t('ways.max_wait_days', { n: number(way.max_wait_days, 1) }));
  if (way.people_per_position !== null) {
    parts.push(t('ways.people_per_position', { n: number(way.people_per_position, 0) }));
  }
  if (way.providers > 1) parts.push(t('ways.providers', { n: number(way.providers) }));
  for (const step of way.then) parts.push(t('ways.then', { standard: standardName(step) }));
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
