import { useId } from 'preact/hooks';
import type { Because, Flip, Verdict } from '../../api/compare';
import { number, pick } from '../../i18n/i18n';
import type { ChangeMark } from '../../map/look';
import { formatAddress, START } from '../../state/address';
import { address } from '../../state/store';
import { ChangeSign } from '../../ui/ChangeSign';
import { Outcome } from '../../ui/Outcome';
import { type Direction, direction } from './flips';
import { w } from './words';

const SIGN: Record<Direction, ChangeMark> = {
  better: 'better',
  worse: 'worse',
  lost: 'unclear',
  found: 'unclear',
  began: 'unclear',
  ended: 'unclear',
};

/** The id of a place's first row. */
export function flipRowId(community: string): string {
  return `flip-${community}`;
}

function Side({ of }: { of: Verdict | null }) {
  return of === null ? <span>{w('flips.not_asked')}</span> : <Outcome of={of} />;
}

function Reasons({ of }: { of: readonly Because[] }) {
  if (of.length === 0) return <p>{w('flips.why.none')}</p>;
  return (
    <ul class="reasons">
      {of.map((one, index) => (
        <li key={`${one.field ?? one.service_id} ${index}`}>
          {pick(one.words)}
          {!one.alone && of.length > 1 && <small> ({w('flips.together')})</small>}
        </li>
      ))}
    </ul>
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

/** Every outcome that changes: where, for which help, from what to what, and which requirement or service did it. */
export function FlipTable({ flips }: { flips: readonly Flip[] }) {
  const id = useId();
  const first = new Set<string>();
  return (
    <section class="flips" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('flips.title')}</h3>
      {flips.length === 0 ? (
        <p>{w('flips.none')}</p>
      ) : (
        <table class="stacked">
          <caption>{w('flips.caption', { n: number(flips.length) })}</caption>
          <thead>
            <tr>
              <th scope="col">{w('flips.place')}</th>
              <th scope="col">{w('flips.outcome')}</th>
              <th scope="col">{w('flips.why')}</th>
            </tr>
          </thead>
          <tbody>
            {flips.map((flip) => {
              const way = direction(flip.before, flip.after);
              const isFirst = !first.has(flip.community_id);
              first.add(flip.community_id);
              return (
                <tr
                  key={`${flip.community_id} ${flip.standard}`}
                  id={isFirst ? flipRowId(flip.community_id) : undefined}
                  tabIndex={isFirst ? -1 : undefined}
                  data-community={flip.community_id}
                  data-standard={flip.standard}
                  data-change={way}
                >
                  <th scope="row">
                    <a href={placeHref(flip)} aria-label={w('flips.open', { name: flip.community })}>
                      {flip.community}
                    </a>
                    <small>{pick(flip.title)}</small>
                  </th>
                  <td>
                    <span class="then">
                      <Side of={flip.before} />
                      <span aria-hidden="true">→</span>
                      <span class="visually-hidden">{w('flips.arrow')}</span>
                      <Side of={flip.after} />
                    </span>
                    <span class="outcome direction">
                      <ChangeSign of={SIGN[way]} size={18} /> <strong>{w(`direction.${way}`)}</strong>
                    </span>
                  </td>
                  <td>
                    <Reasons of={flip.because} />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
