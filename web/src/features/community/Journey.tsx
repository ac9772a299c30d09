import { useId } from 'preact/hooks';
import type { Leg, Route, StandardForCommunity } from '../../api/wire';
import { dayName, duration, number, t, tData } from '../../i18n/i18n';
import { address, report, routePicked, routeShown } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { Cited } from './Sources';

function windowWords(leg: Leg): string {
  if (leg.always_open) return t('route.leg.always');
  const { opens, closes } = leg;
  if (opens !== null && closes !== null) {
    return t('route.leg.window', { from: dayName(opens), to: dayName(closes) });
  }
  if (opens !== null) return t('route.leg.window.from', { from: dayName(opens) });
  if (closes !== null) return t('route.leg.window.until', { to: dayName(closes) });
  return t('route.leg.window.unknown');
}

/** The numbers of a leg; what nobody published is said in its place. */
function legFacts(leg: Leg): string[] {
  const facts = [tData('mode', leg.mode), t('route.leg.moving', { time: duration(leg.minutes) })];
  if (leg.boarding_minutes > 0) facts.push(t('route.leg.boarding', { time: duration(leg.boarding_minutes) }));
  if (leg.wait_minutes === null) facts.push(t('route.leg.wait.unknown'));
  else if (leg.wait_minutes > 0) facts.push(t('route.leg.wait', { time: duration(leg.wait_minutes) }));
  if (leg.km !== null) facts.push(t('route.leg.km', { km: number(leg.km) }));
  facts.push(windowWords(leg));
  return facts;
}

/** One leg, with what nobody published said as such. */
export function LegItem({ leg }: { leg: Leg }) {
  const who = [leg.highway, leg.operator].filter((text) => text !== null && text !== '');
  return (
    <li>
      <strong>{t('route.leg', { from: leg.from.name, to: leg.to.name })}</strong>
      <span class="leg-facts">{legFacts(leg).join(' · ')}</span>
      {who.length > 0 && (
        <span class="leg-who">
          <DataText text={who.join(', ')} />
        </span>
      )}
      <span class="leg-who">
        {t(`confidence.${leg.confidence ?? 'unknown'}`)} <Cited keys={leg.sources} />
      </span>
      {leg.notes !== null && leg.notes !== '' && (
        <span class="leg-who">
          <DataText text={leg.notes} />
        </span>
      )}
    </li>
  );
}

function totals(route: Route): string {
  const parts: string[] = [];
  const { travel_minutes: travel, journey_minutes: journey } = route;
  const waiting = report.value?.question.impedance === 'journey';
  // A definition that counts the wait has it in the travel already: said twice, it looks like two journeys.
  if (travel !== null && !waiting) parts.push(t('route.total', { travel: duration(travel) }));
  if (journey !== null) {
    if (waiting) parts.push(t('route.total.waiting', { journey: duration(journey) }));
    else if (journey !== travel) parts.push(t('route.total.journey', { journey: duration(journey) }));
  } else if (route.journey_minutes_at_best !== null) {
    parts.push(t('route.total.at_best', { journey: duration(route.journey_minutes_at_best) }));
  }
  if (route.off_network_minutes > 0) {
    parts.push(t('route.off_network', { minutes: duration(route.off_network_minutes) }));
  }
  if (route.km !== null && route.km > 0) parts.push(t('route.leg.km', { km: number(route.km) }));
  return parts.join('; ');
}

function Reached({ route }: { route: Route }) {
  if (route.service_id === null) return <p>{t('route.none_known')}</p>;
  if (route.reachable === 'no') return <p>{t('route.unreachable')}</p>;
  return (
    <>
      {route.service !== null && (
        <p class="route-to">
          {t('route.to', { service: '' }).trim()} <DataText text={route.service} />
        </p>
      )}
      {route.reachable === 'unknown' && <p>{t('route.reach_unknown')}</p>}
      {route.fallback && (
        <p>
          <strong>{t('route.fallback')}</strong>
        </p>
      )}
      {route.legs.length === 0 ? (
        route.reachable === 'yes' && <p>{t('route.not_needed')}</p>
      ) : (
        <>
          <p class="route-total">{totals(route)}.</p>
          <ol class="legs">
            {route.legs.map((leg, index) => (
              <LegItem key={`${leg.link_id}-${index}`} leg={leg} />
            ))}
          </ol>
        </>
      )}
    </>
  );
}

/** "1 June to 31 October: 5 h 45 min" */
function stretchWords({ from, to, travel_minutes: travel }: Route): string {
  const days = { from: dayName(from), to: dayName(to) };
  return travel === null
    ? t('route.stretch', days)
    : t('route.stretch.time', { ...days, time: duration(travel) });
}

/** The way to the nearest service, leg by leg, for a part of the year that one can choose. */
export function Journey({ of, onMap }: { of: StandardForCommunity; onMap: boolean }) {
  const id = useId();
  const route = routeShown(of);
  const community = address.value.community;
  return (
    <section class="journey">
      <h4>
        {t('route.title')} {onMap && <small>({t('panel.shown_on_map')})</small>}
      </h4>
      {route === null || community === null ? (
        <p>{t('route.none_known')}</p>
      ) : (
        <>
          {of.routes.length > 1 && (
            <p class="field">
              <label for={id}>{t('route.pick')}</label>
              <select
                id={id}
                value={route.from}
                onChange={(event) => {
                  routePicked.value = { community, standard: of.standard, from: event.currentTarget.value };
                }}
              >
                {of.routes.map((r) => (
                  <option key={r.from} value={r.from}>
                    {stretchWords(r)}
                  </option>
                ))}
              </select>
            </p>
          )}
          <Reached route={route} />
        </>
      )}
    </section>
  );
}
