import type { Chain, ReferralPosition, Stretch, WayJourney, WayService, WayStep } from '../../api/pathways';
import { pick, t, tData } from '../../i18n/i18n';
import { DataText } from '../../ui/DataText';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { LegItem } from '../community/Journey';
import { Cited } from '../community/Sources';
import { entryWords, journeyWords, markOf, nearestInPerson, positionWords, stateWords, w } from './words';

/** A journey to a step, and how one goes. */
function JourneyPart({ of }: { of: WayJourney }) {
  const legs = of.route?.legs ?? [];
  const sure = of.minutes !== null;
  return (
    <div class={sure ? 'way-journey' : 'way-journey way-journey-broken'} data-reachable={of.reachable}>
      <p>
        <span class="way-arrow" aria-hidden="true">
          {of.reachable === 'no' ? '⇥' : '↓'}
        </span>{' '}
        {journeyWords(of)}
      </p>
      {of.route?.fallback === true && (
        <p>
          <strong>{t('route.fallback')}</strong>
        </p>
      )}
      {legs.length > 0 && (
        <details>
          <summary>{w('journey.legs')}</summary>
          <ol class="legs">
            {legs.map((leg, index) => (
              <LegItem key={`${leg.link_id}-${index}`} leg={leg} />
            ))}
          </ol>
        </details>
      )}
    </div>
  );
}

function Positions({ of, chain }: { of: NonNullable<WayStep['referral']>; chain: Chain }) {
  if (!of.is_known) return <p>{w('positions.unknown')}</p>;
  if (of.positions.length === 0) return <p>{w('positions.none')}</p>;
  const near = nearestInPerson(of.positions);
  const name = (one: ReferralPosition) => chain.services[one.service_id]?.name ?? one.service_id;
  return (
    <>
      <p class="way-nearest">
        {near === null
          ? w('positions.nearest.none')
          : w('positions.nearest', { name: name(near), where: positionWords(near) })}
      </p>
      <details>
        <summary>
          {w('positions.title')} ({of.positions.length})
        </summary>
        <ul class="records">
          {of.positions.map((one) => (
            <li key={one.service_id}>
              <strong>
                <DataText text={name(one)} />
              </strong>
              <span>{[one.place, positionWords(one)].filter((text) => text !== null).join(' · ')}</span>
              {one.notes.map((note) => (
                <span key={note}>
                  <DataText text={note} />
                </span>
              ))}
              <span>
                {t(`confidence.${one.confidence ?? 'unknown'}`)} <Cited keys={one.sources} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

/** Every service that may take the step, and whether one gets in. */
function Serving({ of, chain }: { of: WayStep; chain: Chain }) {
  if (of.serving.length === 0) return null;
  return (
    <details>
      <summary>
        {w('serving.title')} ({of.serving.length})
      </summary>
      <ul class="records">
        {of.serving.map((one) => {
          const service = chain.services[one.service_id];
          if (service === undefined) return null;
          return (
            <li key={one.service_id}>
              <strong>
                <DataText text={service.name} />
              </strong>
              <span>{facts(service).join(' · ')}</span>
              <span>{entryWords(one)}</span>
              {service.entry_notes !== '' && (
                <span>
                  <DataText text={service.entry_notes} /> <Cited keys={service.entry_sources} />
                </span>
              )}
              {one.present === 'unknown' && <span>{w('present.unknown')}</span>}
              {service.notes !== '' && (
                <span>
                  <DataText text={service.notes} />
                </span>
              )}
              <span>
                {t(`confidence.${service.confidence ?? 'unknown'}`)} <Cited keys={service.sources} />
              </span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

function facts(service: WayService): string[] {
  const known = [tData('delivery', service.delivery_mode ?? 'unknown')];
  if (service.place !== null) known.push(service.place);
  if (service.population_served !== null) known.push(w('step.for', { who: service.population_served }));
  return known;
}

/** Who takes the step, and where. */
function Taken({ of, chain }: { of: WayStep; chain: Chain }) {
  const service = of.service_id === null ? undefined : chain.services[of.service_id];
  if (service === undefined) return null;
  const serving = of.serving.find((one) => one.service_id === of.service_id);
  const where = of.without_travel
    ? w('step.by_screen')
    : of.place === null
      ? w('step.anywhere')
      : w('step.at', { place: of.place });
  return (
    <div class="way-taken">
      <p>
        <strong>
          <DataText text={service.name} />
        </strong>
      </p>
      <p>
        {[
          where,
          service.population_served === null ? null : w('step.for', { who: service.population_served }),
        ]
          .filter((text) => text !== null)
          .join(' · ')}
      </p>
      {serving !== undefined && (
        <p>
          {entryWords(serving)} <Cited keys={service.entry_sources} />
        </p>
      )}
      {of.referral !== null && <Positions of={of.referral} chain={chain} />}
    </div>
  );
}

function StepItem({ of, n, chain }: { of: WayStep; n: number; chain: Chain }) {
  const step = chain.pathway.steps.find((one) => one.id === of.step);
  const mark = markOf(of.state);
  const isHome = step?.at_home === true && step.service_types.length === 0;
  return (
    <li class={`way-step way-step-${of.state}`} data-step={of.step} data-state={of.state}>
      {of.journeys.map((journey) => (
        <JourneyPart key={`${journey.from.name} ${journey.to.name}`} of={journey} />
      ))}
      <div class="way-box">
        <h4>
          <span class="way-n">{w('step.n', { n })}</span> {step === undefined ? of.step : pick(step.title)}
        </h4>
        <p class="outcome way-state">
          {mark !== null && <OutcomeMark outcome={mark} />}
          <strong>{stateWords(of.state)}</strong>
        </p>
        {of.sentence !== null && <p class="way-why">{pick(of.sentence)}</p>}
        {isHome ? of.state === 'holds' && <p>{w('step.home')}</p> : <Taken of={of} chain={chain} />}
        {!isHome && <Serving of={of} chain={chain} />}
      </div>
    </li>
  );
}

/** The steps in their order, with the journeys between them. */
export function Steps({ chain, stretch }: { chain: Chain; stretch: Stretch }) {
  return (
    <ol class="way" aria-label={w('chain.label')}>
      {stretch.steps.map((step, index) => (
        <StepItem key={step.step} of={step} n={index + 1} chain={chain} />
      ))}
    </ol>
  );
}
