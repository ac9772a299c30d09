import { useId } from 'preact/hooks';
import {
  type Chosen,
  HAS_LIMIT,
  type NextBest,
  type Served,
  type Sited,
  type SitingAsked,
  siteFile,
} from '../../api/siting';
import { count, duration, listed, number, pick, t } from '../../i18n/i18n';
import { START } from '../../state/address';
import { pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { formatNamed } from '../scenarios/packed';
import { Mark } from './MarkSign';
import { SITED_MARKS, sitedMark, sitedMarks } from './marks';
import { PlanMap } from './PlanMap';
import { type Communities, nameOf } from './places';
import { RoomPart } from './RoomPart';
import { scenarioOf } from './scenario';
import { TakePart } from './TakePart';
import { addsWords, FIGURES, figureTitle, figureWords, gainWords, proofWords, tiesWords, w } from './words';

function rowId(community: string): string {
  return `sited-${community}`;
}

/** What a chosen place would add by itself, as the list of all candidates has it. */
function aloneWords(of: Sited, { community_id, alone }: Chosen): string {
  const listed = of.alone.find((one) => one.community_id === community_id);
  return addsWords(listed ?? { gain: alone, newly_reached: null }, of.unit);
}

function ChosenTable({ of, asked }: { of: Sited; asked: SitingAsked }) {
  const id = useId();
  const { costs, budget } = asked;
  const isPriced = budget !== null || costs.each !== null || Object.keys(costs.places).length > 0;
  return (
    <section class="chosen" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('chosen.title')}</h3>
      {of.places.length === 0 ? (
        <p>{w('chosen.none')}</p>
      ) : (
        <table>
          <caption>{w('chosen.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('chosen.order')}</th>
              <th scope="col">{w('place')}</th>
              {isPriced && <th scope="col">{w('chosen.cost')}</th>}
              <th scope="col">{w('chosen.gain')}</th>
              <th scope="col">{w('chosen.alone')}</th>
              <th scope="col">{w('chosen.always')}</th>
            </tr>
          </thead>
          <tbody>
            {of.places.map((place) => (
              <tr key={place.community_id} data-community={place.community_id}>
                <td>{number(place.rank)}</td>
                <th scope="row">{place.community}</th>
                {isPriced && <td class="cost">{number(place.cost)}</td>}
                <td>{addsWords(place, of.unit)}</td>
                <td>{aloneWords(of, place)}</td>
                <td>
                  {place.in_every_optimum === null
                    ? t('app.unknown')
                    : w(place.in_every_optimum ? 'yes' : 'no')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

/** The best of the choices that are worse, and by how much: fairness says at which journey. */
function nextWords(next: NextBest, of: Sited, asked: SitingAsked, names: string): string {
  if (asked.objective === 'fairness') {
    return next.differs_at_minutes === null
      ? w('next.fair.unreached', { names })
      : w('next.fair', { names, minutes: duration(next.differs_at_minutes) });
  }
  const [value, best] = [next.objective, of.proof.objective].map((one) => gainWords(one, of.unit));
  return w('next.value', { names, value: value ?? '', best: best ?? '' });
}

/** How good the choice is, what is as good, and what comes next. */
function ProofPart({ of, asked, communities }: { of: Sited; asked: SitingAsked; communities: Communities }) {
  const id = useId();
  const ties = tiesWords(of.ties);
  const names = (places: readonly string[]) => listed(places.map((place) => nameOf(communities, place)));
  const others = of.ties.listed.slice(1);
  // Of fewest places one more is as good, and of none there is nothing to say.
  const isNextSaid = asked.objective !== 'everyone' && of.places.length > 0;
  return (
    <section class="proof" aria-labelledby={`${id}-title`} data-proven={of.proof.proven}>
      <h3 id={`${id}-title`}>{w('proof.title')}</h3>
      <p class="proof-said">
        <strong>{proofWords(of)}</strong>
      </p>
      {ties !== null && of.places.length > 0 && <p>{ties}</p>}
      {others.length > 0 && (
        <details class="ties">
          <summary>{w('ties.list')}</summary>
          <ol class="in-words">
            {others.map((places) => (
              <li key={places.join()}>{names(places)}</li>
            ))}
          </ol>
        </details>
      )}
      <p class="next-best" data-next={of.next_best?.places.join(' ') ?? of.next_best_why}>
        {of.next_best !== null
          ? nextWords(of.next_best, of, asked, names(of.next_best.places) || t('app.none'))
          : isNextSaid && w(of.next_best_why === 'none' ? 'next.none' : 'next.unknown')}
      </p>
      {of.at_best.same_choice === true && <p>{w('at_best.same')}</p>}
      {of.at_best.same_choice === false && of.at_best.places !== null && (
        <p>{w('at_best.other', { names: names(of.at_best.places) })}</p>
      )}
    </section>
  );
}

function Figures({ of, asked }: { of: Sited; asked: SitingAsked }) {
  const id = useId();
  // Where places are what counts, there is nothing to count beside them.
  const shown = FIGURES.filter((figure) => figure !== 'covered_need' || asked.need === 'people');
  return (
    <section aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('figures.title')}</h3>
      <table class="figures">
        <caption class="visually-hidden">{w('figures.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('figures.what')}</th>
            <th scope="col">{w('figures.today')}</th>
            <th scope="col">{w('figures.after')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((figure) => (
            <tr key={figure} data-figure={figure}>
              <th scope="row">{figureTitle(figure, asked.year_round)}</th>
              <td>{figureWords(figure, of.today)}</td>
              <td>{figureWords(figure, of.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function AlonePart({ of }: { of: Sited }) {
  return (
    <details class="alone">
      <summary>{w('alone.title')}</summary>
      <table>
        <caption>{w('alone.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('place')}</th>
            <th scope="col">{w('chosen.alone')}</th>
          </tr>
        </thead>
        <tbody>
          {of.alone.map((one) => (
            <tr key={one.community_id} data-community={one.community_id}>
              <th scope="row">{one.community}</th>
              <td>{addsWords(one, of.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** "2 h 35 min", on how many days where not on all; that nothing is reached is never a number. */
function minutesWords({ minutes, days, days_reached: reached }: Served): string {
  if (reached === 0 || minutes === null) return w('unreached');
  return reached === days
    ? duration(minutes)
    : w('reached.days', { minutes: duration(minutes), n: number(reached), days: number(days) });
}

function CommunitiesPart({ of, asked }: { of: Sited; asked: SitingAsked }) {
  const chosen = of.places.map((place) => place.community_id);
  return (
    <details class="every-place">
      <summary>{w('every.title', { places: count('places', of.communities.length) })}</summary>
      <table>
        <caption>{w('every.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('place')}</th>
            <th scope="col">{w('figures.today')}</th>
            <th scope="col">{w('figures.after')}</th>
            <th scope="col">{w('every.what')}</th>
          </tr>
        </thead>
        <tbody>
          {of.communities.map((one) => {
            const mark = sitedMark(one, asked.objective, chosen);
            return (
              <tr
                key={one.community_id}
                id={rowId(one.community_id)}
                tabIndex={-1}
                data-community={one.community_id}
                data-mark={mark}
              >
                <th scope="row">{one.community}</th>
                <td>{minutesWords(one.today)}</td>
                <td>{minutesWords(one.after)}</td>
                <td>
                  <Mark of={mark} /> {w(`mark.${mark}.${HAS_LIMIT[asked.objective] ? 'limit' : 'time'}`)}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </details>
  );
}

function Legend({ of, asked }: { of: Sited; asked: SitingAsked }) {
  const chosen = of.places.map((place) => place.community_id);
  const marks = of.communities.map((one) => sitedMark(one, asked.objective, chosen));
  return (
    <ul class="change-legend" aria-label={w('legend')}>
      {SITED_MARKS.map((mark) => {
        const n = marks.filter((one) => one === mark).length;
        if (n === 0) return null;
        return (
          <li key={mark} data-mark={mark} data-count={n}>
            <Mark of={mark} />{' '}
            {t('app.label', { name: w(`mark.${mark}.${HAS_LIMIT[asked.objective] ? 'limit' : 'time'}`) })}{' '}
            {count('places', n)}
          </li>
        );
      })}
    </ul>
  );
}

/** Who is left out, and what is not known: said in words, never as a number. */
function LeftOut({ of, communities }: { of: Sited; communities: Communities }) {
  const id = useId();
  const never = of.communities.filter((one) => one.after.days_reached === 0).map((one) => one.community);
  const { need, services, beyond_reach: beyond } = of.unknown;
  const names = (ids: readonly string[]) => listed(ids.map((one) => nameOf(communities, one)));
  return (
    <section class="left-out" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('left.title')}</h3>
      <ul class="in-words">
        <li>{never.length === 0 ? w('left.none') : w('left.never', { names: listed(never) })}</li>
        {beyond.length > 0 && <li>{w('left.beyond', { names: names(beyond) })}</li>}
        {need.length > 0 && <li>{w('left.need', { names: names(need) })}</li>}
        {services.length > 0 && <li>{w('left.services', { n: number(services.length) })}</li>}
      </ul>
    </section>
  );
}

/** The chosen places as a scenario, and the answer as a file. */
function TakeFurther({ of, asked, written }: { of: Sited; asked: SitingAsked; written: string }) {
  const kind = pack.value?.service_types.find((one) => one.id === asked.service_type);
  const name = kind?.name ?? { en: asked.service_type, fr: asked.service_type };
  const scenario = formatNamed(null, scenarioOf(asked, of.places, name));
  return (
    <TakePart
      name={`${asked.service_type}-${asked.objective}`.replaceAll('_', '-')}
      words={(format) => w(`take.${format}`)}
      fetchFile={(format) => siteFile(written, format)}
    >
      {of.places.length > 0 && (
        <p>
          <PageLink
            class="as-scenario"
            to={{ view: 'scenarios', siting: START.siting, whatIf: { ...START.whatIf, scenario } }}
          >
            {w('take.scenario')}
          </PageLink>{' '}
          <span class="hint">{w('take.scenario.what')}</span>
        </p>
      )}
    </TakePart>
  );
}

/** The places that serve best, the proof that they do, and what there is beside them. */
export function PlacesAnswer({
  of,
  asked,
  written,
  communities,
}: {
  of: Sited;
  asked: SitingAsked;
  /** The question as it was sent. */
  written: string;
  communities: Communities;
}) {
  const marks = sitedMarks(of, asked.objective);
  const say = (community: string) => {
    const mark = marks.get(community)?.mark ?? 'same';
    const limit = HAS_LIMIT[asked.objective] ? 'limit' : 'time';
    return w('map.step', {
      name: nameOf(communities, community),
      what: w.data('mark', `${mark}.${limit}`) ?? '',
    });
  };
  return (
    <>
      <p class="said" role="status">
        {pick(of.sentence)}
      </p>
      <div class="planned">
        <div>
          <PlanMap
            label={w('map.label', {
              names: listed(of.places.map((place) => place.community)) || t('app.none'),
            })}
            communities={communities}
            marks={marks}
            path={[]}
            say={say}
            rowId={rowId}
          />
          <Legend of={of} asked={asked} />
        </div>
        <div>
          <ChosenTable of={of} asked={asked} />
          <ProofPart of={of} asked={asked} communities={communities} />
        </div>
      </div>
      <Figures of={of} asked={asked} />
      {of.capacity !== null && <RoomPart of={of.capacity} asked={asked} communities={communities} />}
      <LeftOut of={of} communities={communities} />
      <AlonePart of={of} />
      <CommunitiesPart of={of} asked={asked} />
      <TakeFurther of={of} asked={asked} written={written} />
      <p class="hint">{w('share')}</p>
    </>
  );
}
