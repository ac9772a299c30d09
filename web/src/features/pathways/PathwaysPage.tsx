import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import {
  type Chain,
  chainPath,
  type Glance,
  type Pathway,
  type Pathways,
  pathwaysPath,
} from '../../api/pathways';
import type { Text } from '../../api/wire';
import { compareText, number, pick } from '../../i18n/i18n';
import { latest } from '../../state/resource';
import { address, asked, go, pack } from '../../state/store';
import { useResource } from '../../state/useResource';
import { OutcomeMark } from '../../ui/OutcomeMark';
import { PageLink } from '../../ui/PageLink';
import { Permalink } from '../../ui/Permalink';
import { Trouble } from '../../ui/Trouble';
import { CitationContext, SourceIds, SourceList } from '../community/Sources';
import { DefinitionChoice, SupplyChoice } from '../gaps/Controls';
import { WhenChoice } from '../gaps/WhenChoice';
import { numberCited } from './citations';
import { Steps } from './Steps';
import { markOf, stateWords, stretchShown, stretchWords, w } from './words';
import './pathways.css';

type Titles = ReadonlyMap<string, Text>;

function titlesOf(pathway: Pathway): Titles {
  return new Map(pathway.steps.map((step) => [step.id, step.title]));
}

/** Whether anybody has agreed that this is the way: above everything that is said of it. */
function StandingPart({ of }: { of: Pathway }) {
  return (
    <p class={`way-standing way-standing-${of.standing}`}>
      <strong>{w(`standing.${of.standing}`)}</strong> {pick(of.about)}
    </p>
  );
}

function PlaceChoice({ of, chosen }: { of: readonly Glance[]; chosen: string }) {
  const id = useId();
  const sorted = [...of].sort((a, b) => compareText(a.community, b.community));
  return (
    <div class="field">
      <label for={id}>{w('choose.place')}</label>
      <select id={id} value={chosen} onChange={(event) => go({ community: event.currentTarget.value })}>
        {sorted.map((one) => (
          <option key={one.community_id} value={one.community_id}>
            {one.community}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The days on which the way breaks, season by season. */
function Seasons({ of }: { of: Glance }) {
  const seasons = (pack.value?.seasons ?? []).filter((season) => of.seasons[season.id] !== undefined);
  if (seasons.length === 0) return null;
  return (
    <section class="way-seasons">
      <h4>{w('seasons.title')}</h4>
      <ul>
        {seasons.map((season) => (
          <li key={season.id} data-season={season.id}>
            {w('season.days', {
              season: pick(season.name),
              breaks: number(of.seasons[season.id]?.breaks ?? 0),
              cut: number(of.seasons[season.id]?.no_sure_way ?? 0),
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function StretchChoice({
  chain,
  shown,
  choose,
}: {
  chain: Chain;
  shown: string;
  choose: (from: string) => void;
}) {
  const id = useId();
  if (chain.stretches.length < 2) return <p class="hint">{w('stretch.one')}</p>;
  const titles = titlesOf(chain.pathway);
  return (
    <p class="field field-stretch">
      <label for={id}>{w('choose.stretch')}</label>
      <select id={id} value={shown} onChange={(event) => choose(event.currentTarget.value)}>
        {chain.stretches.map((stretch) => (
          <option key={stretch.from} value={stretch.from}>
            {stretchWords(stretch, titles)}
          </option>
        ))}
      </select>
    </p>
  );
}

function ChainPart({ chain }: { chain: Chain }) {
  const from = useSignal<string | null>(null);
  const shown = stretchShown(chain.stretches, from.value);
  const citations = useMemo(() => numberCited(chain), [chain]);
  return (
    <CitationContext.Provider value={citations}>
      <SourceIds.Provider value="way-source">
        <section class="way-chain" aria-labelledby="way-chain-title" data-community={chain.community_id}>
          <h3 id="way-chain-title">{w('chain.title', { name: chain.community })}</h3>
          <p class="said" role="status">
            {pick(chain.sentence)}
          </p>
          <Seasons of={chain} />
          {shown !== null && (
            <>
              <StretchChoice
                chain={chain}
                shown={shown.from}
                choose={(to) => {
                  from.value = to;
                }}
              />
              <Steps chain={chain} stretch={shown} />
            </>
          )}
          <p>
            <PageLink to={{ view: 'map', community: chain.community_id }}>
              {w('back', { name: chain.community })}
            </PageLink>
          </p>
          <SourceList sources={chain.sources} />
          <Permalink of={chain.question} />
        </section>
      </SourceIds.Provider>
    </CitationContext.Provider>
  );
}

function PlaceRow({ of, titles, here }: { of: Glance; titles: Titles; here: boolean }) {
  const mark = markOf(of.outcome);
  const step = of.weakest === null ? undefined : titles.get(of.weakest);
  return (
    <tr data-community={of.community_id} data-outcome={of.outcome}>
      <th scope="row">
        <PageLink to={{ community: of.community_id }} current={here ? 'page' : undefined}>
          <span class="visually-hidden">{w('all.open', { name: '' }).trim()} </span>
          {of.community}
        </PageLink>
      </th>
      <td>
        <span class="outcome">
          {mark !== null && <OutcomeMark outcome={mark} size={18} />}
          <span>{stateWords(of.outcome)}</span>
        </span>
      </td>
      <td>{number(of.days.holds)}</td>
      <td>{number(of.days.unknown)}</td>
      <td>{number(of.days.breaks)}</td>
      <td>{number(of.days_no_sure_way)}</td>
      <td>{step === undefined ? w('all.none') : pick(step)}</td>
    </tr>
  );
}

/** The more, the worse: days on which it breaks, then those without a sure way, then those not known. */
function worstOf(one: Glance): number {
  return one.days.breaks * 1e6 + one.days_no_sure_way * 1e3 + one.days.unknown;
}

function AllPlaces({ of, chosen }: { of: Pathways; chosen: string }) {
  const titles = titlesOf(of.pathway);
  const sorted = [...of.communities].sort(
    (a, b) => worstOf(b) - worstOf(a) || compareText(a.community, b.community),
  );
  return (
    <div class="way-all">
      <h3 id="way-all-title">{w('all.title')}</h3>
      {/* A wide table scrolls by itself, with the keyboard too; the page does not. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it too. */}
      <section class="way-table" tabIndex={0} aria-labelledby="way-all-title">
        <table>
          <caption>{w('all.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{w('all.place')}</th>
              <th scope="col">{w('all.outcome')}</th>
              <th scope="col">{w('all.holds')}</th>
              <th scope="col">{w('all.unknown')}</th>
              <th scope="col">{w('all.breaks')}</th>
              <th scope="col">{w('all.cut')}</th>
              <th scope="col">{w('all.weakest')}</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((one) => (
              <PlaceRow key={one.community_id} of={one} titles={titles} here={one.community_id === chosen} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** The place to begin with: the one of the address, else the one whose way breaks, or is not sure, on most days. */
function placeShown(all: Pathways, named: string | null): string | null {
  const known = all.communities.find((one) => one.community_id === named);
  if (known !== undefined) return known.community_id;
  const worst = all.communities.reduce<Glance | null>(
    (best, one) => (best === null || worstOf(one) > worstOf(best) ? one : best),
    null,
  );
  return worst?.community_id ?? null;
}

/** The way through care: one place step by step, and all of them side by side. */
export function PathwaysPage() {
  const question = asked.value;
  const { loaded, retry } = useResource<Pathways>(question === null ? null : pathwaysPath(question));
  const all = latest(loaded.value);
  const chosen = all === null ? null : placeShown(all, address.value.community);
  const chain = useResource<Chain>(question === null || chosen === null ? null : chainPath(question, chosen));
  const way = latest(chain.loaded.value);
  return (
    <div class="pathways">
      <h2>{w('title')}</h2>
      <p class="lead">{w('lead')}</p>
      {all !== null && <StandingPart of={all.pathway} />}
      <form class="controls" aria-label={w('choose.title')} onSubmit={(event) => event.preventDefault()}>
        {all !== null && chosen !== null && <PlaceChoice of={all.communities} chosen={chosen} />}
        <WhenChoice />
        <DefinitionChoice />
        <SupplyChoice />
      </form>
      {loaded.value.state === 'failed' && <Trouble problem={loaded.value.problem} retry={retry} />}
      {chain.loaded.value.state === 'failed' && (
        <Trouble problem={chain.loaded.value.problem} retry={chain.retry} />
      )}
      <div
        class="answer"
        aria-busy={loaded.value.state === 'waiting' || chain.loaded.value.state === 'waiting'}
      >
        {way !== null && <ChainPart key={way.community_id} chain={way} />}
        {all !== null && chosen !== null && <AllPlaces of={all} chosen={chosen} />}
      </div>
    </div>
  );
}
