import { useId } from 'preact/hooks';
import { number, pick } from '../../i18n/i18n';
import { address } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { firstBy, type Row } from './ranking';
import { gainWords, w } from './words';

/** So many of each order can be held against each other at a glance. */
const TOLD = 8;

const ORDERS: readonly { key: 'weights' | 'people' | 'places'; rank: (row: Row) => number }[] = [
  { key: 'weights', rank: (row) => row.rank },
  { key: 'people', rank: (row) => row.option.people_rank },
  { key: 'places', rank: (row) => row.option.place_rank },
];

/** The order by the weights, by people alone and by places alone, side by side. */
export function Orders({ rows }: { rows: readonly Row[] }) {
  const id = useId();
  return (
    <section class="orders" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{w('orders.title')}</h3>
      <p class="hint">{w('orders.lead')}</p>
      <div class="order-columns">
        {ORDERS.map(({ key, rank }) => (
          <div key={key} data-order={key}>
            <h4 id={`${id}-${key}`}>{w(`orders.${key}`)}</h4>
            <ol aria-labelledby={`${id}-${key}`}>
              {firstBy(rows, rank, TOLD).map(({ row, rank: n }) => (
                <li key={row.option.id} data-option={row.option.id}>
                  <span class="order-rank">{number(n)}</span>
                  <span>
                    <PageLink to={{ ranking: { ...address.value.ranking, option: row.option.id } }}>
                      {pick(row.option.title)}
                    </PageLink>
                    <small>{gainWords(row.option)}</small>
                  </span>
                </li>
              ))}
            </ol>
          </div>
        ))}
      </div>
    </section>
  );
}
