import { COUNTED } from '../../api/equity';
import { w } from './words';

/** The headings of a table with one column of people and one of places. */
export function CountedHeads() {
  return (
    <>
      {COUNTED.map((counted) => (
        <th scope="col" key={counted}>
          {w(`counted.${counted}`)}
        </th>
      ))}
    </>
  );
}
