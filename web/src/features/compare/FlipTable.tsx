import { useId } from 'preact/hooks';
import type { Because, Flip, Verdict } from '../../api/compare';
import { number, pick } from '../../i18n/i18n';
import type { ChangeMark } from '../../map/look';
import { formatAddress, START } from '../../state/address';
import { address } from '../../state/store';
import { ChangeSign } from '../../ui/ChangeSign';
import { Outcome } from '../../ui/Outcome';
import { byStandard, type Direction, direction, type FlipsOf, tally } from './flips';
import { countsWords, w } from './words';

const SIGN: Record<Direction, ChangeMark> = {
  better: 'better',
  worse: 'worse',
  lost: 'unclear',
  found: 'unclear',
  began: 'unclear',
  still: 'unclear',
  ended: 'unclear',
};

/** The id of a place's first row. */
export function flipRowId(community: string): string {
  return `flip-${community}`;
}

function Side({ of }: { of: Verdict | null }) {
  return of === null ? <span>{w('flips.not_asked')}</span> : <Outcome of={of} />;
}

/** What did it: any one of several changes by itself, or some only together. */
function Reasons({ of }: { of: readonly Because[] }) {
  if (of.length === 0) return <p>{w('flips.why.none')}</p>;
  const together = of.length > 1 && of.every((one) => !one.alone);
  return (
    <>
      {together && <p>{w('flips.why.together')}</p>}
      <ul class={of.length > 1 ? 'reasons several' : 'reasons'}>
        {of.map((one) => (
          <li key={`${one.field} ${one.service_id} ${one.link_id}`}>{pick(one.words)}</li>
        ))}
      </ul>
    </>
  );
}

/** The place as it is on the map today, under the definition before. */
function placeHref({ community_id, standard }: Flip): string {
  return formatAddress({
    ...address.value,
    view: 'map',
    community: community_id,
    standard,
    against: START.against,
  });
}

/** Which rows a click on the map leads to: the first one of each place. */
function firstOfEach(flips: readonly Flip[]): ReadonlySet<Flip> {
  const first = new Map<string, Flip>();
  for (const flip of flips) if (!first.has(flip.community_id)) first.set(flip.community_id, flip);
  return new Set(first.values());
}

function FlipRow({ of, first }: { of: Flip; first: boolean }) {
  const way = direction(of.before, of.after);
  return (
    <tr
      id={first ? flipRowId(of.community_id) : undefined}
      tabIndex={first ? -1 : undefined}
      data-community={of.community_id}
      data-standard={of.standard}
      data-change={way}
    >
      <th scope="row">
        <a href={placeHref(of)} aria-label={w('flips.open', { name: of.community })}>
          {of.community}
        </a>
      </th>
      <td>
        <span class="then">
          <Side of={of.before} />
          <span aria-hidden="true">→</span>
          <span class="visually-hidden">{w('flips.arrow')}</span>
          <Side of={of.after} />
        </span>
        <span class="outcome direction">
          <ChangeSign of={SIGN[way]} size={18} /> <strong>{w(`direction.${way}`)}</strong>
        </span>
      </td>
      <td>
        <Reasons of={of.because} />
      </td>
    </tr>
  );
}

function FlipsOfStandard({ of, open, first }: { of: FlipsOf; open: boolean; first: ReadonlySet<Flip> }) {
  return (
    <details class="flips-of" open={open} data-standard={of.standard}>
      <summary>
        {w('flips.of', {
          standard: pick(of.title),
          n: number(of.flips.length),
          counts: countsWords(tally(of.flips)),
        })}
      </summary>
      <table class="stacked">
        <caption class="visually-hidden">{pick(of.title)}</caption>
        <thead>
          <tr>
            <th scope="col">{w('flips.place')}</th>
            <th scope="col">{w('flips.outcome')}</th>
            <th scope="col">{w('flips.why')}</th>
          </tr>
        </thead>
        <tbody>
          {of.flips.map((flip) => (
            <FlipRow key={flip.community_id} of={flip} first={first.has(flip)} />
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** So many rows can be read at once; more are shown one kind of help at a time. */
const AT_ONCE = 40;

/** Every outcome that changes: where, for which help, from what to what, and which requirement or service did it. */
export function FlipTable({ flips }: { flips: readonly Flip[] }) {
  const id = useId();
  const first = firstOfEach(flips);
  const groups = byStandard(flips);
  const open = groups.length === 1 || flips.length <= AT_ONCE;
  return (
    <section class="flips" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('flips.title')}</h3>
      {flips.length === 0 && <p>{w('flips.none')}</p>}
      {groups.map((group) => (
        <FlipsOfStandard key={`${group.standard} ${open}`} of={group} open={open} first={first} />
      ))}
    </section>
  );
}
