import type { Case, Reading, Trace, TracedService, TracedWay } from '../../api/trace';
import type { Route } from '../../api/wire';
import { duration, number, pick, t, tData } from '../../i18n/i18n';
import { definition } from '../../state/store';
import { LegItem } from '../community/Journey';
import { Checks, Own, Sign } from './Checks';
import { missesWords, w } from './words';

function CasePart({ of }: { of: Case }) {
  const mode = tData('delivery', of.delivery_mode);
  return (
    <div class={of.assumed ? 'case assumed' : 'case'}>
      <p>
        {w(of.assumed ? 'case.assumed' : 'case.mode', { mode })}
        {of.assumed && (
          <>
            {' '}
            <strong>{w(`service.${of.verdict}`)}.</strong>
          </>
        )}
      </p>
      <Checks of={of.checks} />
    </div>
  );
}

function RoutePart({ of }: { of: Route }) {
  const { travel_minutes: travel, journey_minutes: journey, legs, off_network_minutes: off } = of;
  const minutes = travel ?? journey;
  if (of.reachable === 'no') return <p>{w('route.none')}</p>;
  if (legs.length === 0) return <p>{w('route.here')}</p>;
  return (
    <>
      {minutes !== null && (
        <p>
          {t('route.total', { travel: duration(minutes) })}
          {off > 0 && ` (${t('route.off_network', { minutes: duration(off) })})`}
        </p>
      )}
      {of.reachable === 'unknown' && <p>{t('route.reach_unknown')}</p>}
      <ol class="legs">
        {legs.map((leg, index) => (
          <LegItem key={`${leg.link_id}-${index}`} leg={leg} />
        ))}
      </ol>
    </>
  );
}

function ServicePart({ of }: { of: TracedService }) {
  const misses = missesWords(of.deficit);
  return (
    <details class="trace-service" data-service={of.id} data-verdict={of.verdict}>
      <summary>
        <Sign of={of.verdict} />
        <span>
          <span lang="en">{of.name}</span>
          <small>
            {w(`service.${of.verdict}`)}
            {of.verdict !== 'yes' && misses !== '' && `. ${misses}`}
          </small>
        </span>
      </summary>
      <Own.Provider value={of.id}>
        <div class="trace-inside">
          <h6>{w('open.title')}</h6>
          <Checks of={of.open} />
          <h6>{w('case.title')}</h6>
          {of.cases.map((one) => (
            <CasePart key={one.delivery_mode} of={one} />
          ))}
          {of.route !== null && (
            <>
              <h6>{w('route.title')}</h6>
              <RoutePart of={of.route} />
            </>
          )}
        </div>
      </Own.Provider>
    </details>
  );
}

/** How many services a way asks for, as its own requirement says; one where it says nothing. */
function providersOf(reading: Reading): number {
  const limit = reading.requirements.find((check) => check.requirement === 'providers')?.limit;
  return typeof limit === 'number' ? limit : 1;
}

function ReadingPart({ of, title }: { of: Reading; title: string | null }) {
  const providers = providersOf(of);
  return (
    <div class="reading">
      {title !== null && (
        <h6>
          {w('group.reading', { group: title })} <small>{w(`holds.${of.holds}`)}</small>
        </h6>
      )}
      <p>{providers > 1 ? w('asks.several', { n: number(providers) }) : w('asks.one')}</p>
      {of.requirements.length > 0 && (
        <>
          <h6>{w('whole.title')}</h6>
          <Checks of={of.requirements} />
        </>
      )}
      {of.services.length === 0 ? (
        <p>{w('services.none')}</p>
      ) : (
        <>
          <h6>{w('services.title', { n: number(of.services.length) })}</h6>
          {of.services.map((service) => (
            <ServicePart key={service.id} of={service} />
          ))}
        </>
      )}
    </div>
  );
}

/** One way: what it asks, whether it holds, and every service tried for it. */
export function WayPart({ of, groups }: { of: TracedWay; groups: Trace['groups'] }) {
  const standards = definition.value?.standards ?? [];
  const where = standards.flatMap((s) => s.ways).find((way) => way.id === of.id)?.where ?? null;
  const titleOf = (id: string | null) => {
    if (groups.length === 0) return null;
    const group = groups.find((one) => one.id === id);
    return group === undefined ? w('group.other') : pick(group.title);
  };
  return (
    <details class="trace-way" data-way={of.id} data-holds={of.holds}>
      <summary>
        <Sign of={of.holds} />
        <span>
          {pick(of.title)}
          <small>
            {w(`holds.${of.holds}`)} {of.holds !== 'yes' && missesWords(of.deficit)}
          </small>
        </span>
      </summary>
      <div class="trace-inside">
        <p>{w('by.level', { level: t(`outcome.lower.${of.level}`) })}</p>
        {where !== null && (
          <p class="hint">
            {w('where')} <code>{where}</code>
          </p>
        )}
        {of.readings.map((reading) => (
          <ReadingPart key={reading.group ?? ''} of={reading} title={titleOf(reading.group)} />
        ))}
      </div>
    </details>
  );
}
