import { useId } from 'preact/hooks';
import { type Circuit, type CircuitAsked, type CircuitLeg, circuitFile } from '../../api/siting';
import { duration, listed, number, pick, t, tData } from '../../i18n/i18n';
import { roundMarks, roundPath } from './marks';
import { PlanMap } from './PlanMap';
import { type Communities, nameOf } from './places';
import { TakePart } from './TakePart';
import { circuitProofWords, daysWords, w } from './words';

function rowId(community: string): string {
  return `stop-${community}`;
}

/** By what one goes, stretch by stretch. */
function Legs({ of }: { of: readonly CircuitLeg[] }) {
  return (
    <ul class="round-legs">
      {of.map((leg) => (
        <li key={`${leg.from} ${leg.to}`}>
          {w('leg', {
            from: leg.from,
            to: leg.to,
            mode: tData('mode', leg.mode),
            minutes: leg.minutes === null ? t('app.unknown') : duration(leg.minutes),
          })}
        </li>
      ))}
    </ul>
  );
}

/** The stops in the order in which the team comes by, with the days, and the way home. */
function Stops({ of, asked, communities }: { of: Circuit; asked: CircuitAsked; communities: Communities }) {
  const id = useId();
  const order = [...of.stops].sort((a, b) => a.order - b.order);
  return (
    <section class="round" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('round.title')}</h3>
      {order.length === 0 ? (
        <p>{w('round.none')}</p>
      ) : (
        <ol class="stops">
          {order.map((stop) => (
            <li
              key={stop.order}
              id={rowId(stop.community_id)}
              tabIndex={-1}
              data-community={stop.community_id}
              value={stop.order}
            >
              <p>
                <strong>{stop.community}</strong>{' '}
                <span>
                  {w(stop.arrive_day === stop.leave_day ? 'stop.day' : 'stop.days', {
                    from: number(stop.arrive_day),
                    to: number(stop.leave_day),
                  })}
                </span>
              </p>
              <p class="hint">
                {w('stop.said', {
                  minutes: duration(stop.minutes_from_previous),
                  days: daysWords(stop.stay_days),
                  visits: number(stop.visits_a_month, 1),
                })}{' '}
                {stop.outcome_today !== null &&
                  w('stop.outcome', { outcome: tData('outcome.lower', stop.outcome_today) })}
              </p>
              <Legs of={stop.legs} />
            </li>
          ))}
        </ol>
      )}
      {of.home !== null && order.length > 0 && (
        <div class="home-again">
          <p>
            <strong>
              {w('round.home', {
                name: nameOf(communities, asked.base),
                day: number(of.home.day),
                minutes: duration(of.home.minutes_from_previous),
              })}
            </strong>
          </p>
          <Legs of={of.home.legs} />
        </div>
      )}
    </section>
  );
}

function NotVisited({ of }: { of: Circuit }) {
  const whys = [...new Set(of.not_visited.map((one) => one.why))];
  if (whys.length === 0) return null;
  return (
    <ul class="in-words not-visited">
      {whys.map((why) => (
        <li key={why} data-why={why}>
          {w.data('not_visited', why) ?? why}{' '}
          {listed(of.not_visited.filter((one) => one.why === why).map((one) => one.community))}
        </li>
      ))}
    </ul>
  );
}

/** The round of a team: where, in which order, by which legs, on which days. */
export function RoundAnswer({
  of,
  asked,
  written,
  communities,
}: {
  of: Circuit;
  asked: CircuitAsked;
  /** The question as it was sent. */
  written: string;
  communities: Communities;
}) {
  const id = useId();
  const names = (places: readonly string[]) => listed(places.map((place) => nameOf(communities, place)));
  return (
    <>
      <p class="said" role="status">
        {pick(of.sentence)}
      </p>
      <div class="planned">
        <PlanMap
          label={w('map.round', { names: listed(of.stops.map((stop) => stop.community)) })}
          communities={communities}
          marks={roundMarks(asked.base, of.stops)}
          path={roundPath(asked.base, of.stops)}
          say={(community) => {
            const stop = of.stops.find((one) => one.community_id === community);
            const name = nameOf(communities, community);
            return stop === undefined ? name : w('map.stop', { name, order: number(stop.order) });
          }}
          rowId={rowId}
        />
        <div>
          <Stops of={of} asked={asked} communities={communities} />
        </div>
      </div>
      <section class="proof" aria-labelledby={`${id}-proof`} data-proven={of.proof.proven}>
        <h3 id={`${id}-proof`}>{w('proof.title')}</h3>
        <p class="proof-said">
          <strong>{circuitProofWords(of)}</strong>
        </p>
        <p>
          {w('round.sum', {
            presence: daysWords(of.presence_days),
            used: daysWords(of.days_used),
            travelled: duration(of.minutes_travelled),
          })}
        </p>
        {of.alternatives.length > 0 && (
          <details>
            <summary>{w('round.alternatives')}</summary>
            <ul class="in-words">
              {of.alternatives.map((places) => (
                <li key={places.join()}>{names(places)}</li>
              ))}
            </ul>
            {!of.alternatives_are_all && <p class="hint">{w('round.more')}</p>}
          </details>
        )}
        <NotVisited of={of} />
      </section>
      <TakePart
        name={`round-${asked.base}`}
        words={(format) => w(format === 'json' ? 'take.json' : `take.${format}.round`)}
        fetchFile={(format) => circuitFile(written, format)}
      />
      <p class="hint">{w('share')}</p>
    </>
  );
}
