import { useId } from 'preact/hooks';
import type { Rooms, SitingAsked } from '../../api/siting';
import { count, listed, number } from '../../i18n/i18n';
import { type Communities, nameOf } from './places';
import { w } from './words';

/** Who takes how much, and who finds no room: in words where nothing limits it. */
export function RoomPart({
  of,
  asked,
  communities,
}: {
  of: Rooms;
  asked: SitingAsked;
  communities: Communities;
}) {
  const id = useId();
  const amount = (n: number) =>
    asked.need === 'people' && asked.year_round === 'worst' ? count('people', n) : number(n);
  const unmet = of.unmet.map((one) => w('rooms.unmet.one', { name: one.community, n: number(one.need) }));
  const rounded = of.rounded_up.map((one) => nameOf(communities, one));
  return (
    <section class="rooms" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('rooms.title')}</h3>
      <table>
        <caption>{w('rooms.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{w('place')}</th>
            <th scope="col">{w('rooms.room')}</th>
            <th scope="col">{w(asked.year_round === 'days' ? 'rooms.taken.days' : 'rooms.taken')}</th>
          </tr>
        </thead>
        <tbody>
          {of.places.map((one) => (
            <tr key={one.community_id} data-community={one.community_id}>
              <th scope="row">{one.community}</th>
              <td>{one.capacity === null ? w('rooms.endless') : number(one.capacity)}</td>
              <td>{number(one.taken)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul class="in-words">
        <li data-unmet={of.unmet_need}>
          {unmet.length === 0
            ? w('rooms.all')
            : w('rooms.unmet', { n: amount(of.unmet_need), names: listed(unmet) })}
        </li>
        <li>{w('rooms.existing')}</li>
        {rounded.length > 0 && (
          <li>{w('rooms.rounded', { n: number(of.counted_as), names: listed(rounded) })}</li>
        )}
      </ul>
    </section>
  );
}
