import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { compareText, fold, number, pick, t } from '../../i18n/i18n';
import {
  address,
  gaps,
  gapsResource,
  go,
  names,
  numbersState,
  pack,
  standard,
  when,
} from '../../state/store';
import { PlaceName } from '../../ui/PlaceName';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { cell, columns, columnTitle, roomOf } from './columns';
import { languageOf, searchedNames } from './names';
import { type Column, columnId, type Order, sortGaps } from './sort';

function SortHeader({ column, order, sort }: { column: Column; order: Order; sort: (id: string) => void }) {
  const id = columnId(column);
  const active = order.column === id;
  const direction = active ? (order.descending ? 'descending' : 'ascending') : undefined;
  const title = columnTitle(column);
  return (
    <th scope="col" aria-sort={direction} class={`col-${column.kind} col-${id}`}>
      <button type="button" onClick={() => sort(id)} title={t('table.sort', { column: title })}>
        {title}
        <span class="sort-sign" aria-hidden="true">
          {active ? (order.descending ? '↓' : '↑') : '↕'}
        </span>
      </button>
    </th>
  );
}

/** Whether more of a table lies beyond the edge of its box than can be seen. */
function useOverflow(): { box: RefObject<HTMLElement | null>; over: boolean } {
  const box = useRef<HTMLElement>(null);
  const over = useSignal(false);
  useEffect(() => {
    const element = box.current;
    const content = element?.firstElementChild ?? null;
    if (element === null || content === null) return;
    const watch = new ResizeObserver(() => {
      over.value = element.scrollWidth > element.clientWidth + 1;
    });
    watch.observe(element);
    watch.observe(content);
    return () => watch.disconnect();
  }, [over]);
  return { box, over: over.value };
}

/** The same numbers as the map, as a table that can be read, sorted and searched without it. */
export function GapsTable() {
  const id = useId();
  const order = useSignal<Order>({ column: 'community', descending: false });
  const find = useSignal('');
  const { box, over } = useOverflow();
  const loaded = gapsResource.loaded.value;
  const { view, community } = address.value;
  const room = roomOf(view, community !== null);
  const shown = columns(room, pack.value?.seasons ?? []);
  const sortBy = shown.find((c) => columnId(c) === order.value.column) ?? shown[0];
  const rows = gaps.value.map((gap) => gap.properties);
  const wanted = fold(find.value.trim());
  const found = rows.filter((row) =>
    fold(`${row.community} ${row.region ?? ''} ${searchedNames(names.value.get(row.community_id))}`).includes(
      wanted,
    ),
  );
  const sorted = sortBy === undefined ? found : sortGaps(found, sortBy, order.value.descending, compareText);
  const nameOf = new Map(rows.map((row) => [row.community_id, row.community]));

  function sort(column: string): void {
    const { column: now, descending } = order.peek();
    order.value = { column, descending: now === column && !descending };
  }

  return (
    <section class="places" id="places" tabIndex={-1} aria-labelledby={`${id}-title`}>
      <div class="places-head">
        <h2 id={`${id}-title`}>{t('table.title')}</h2>
        <label class="find">
          <span>{t('table.find')}</span>
          <input
            type="search"
            autocomplete="off"
            value={find.value}
            onInput={(event) => {
              find.value = event.currentTarget.value;
            }}
          />
        </label>
        <p class="found" role="status">
          {wanted !== '' && t('table.found', { shown: number(sorted.length), all: number(rows.length) })}
        </p>
      </div>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={gapsResource.retry} />}
      {over && (
        <p class="scroll-hint" aria-hidden="true">
          {t('table.more')} →
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="table-scroll" ref={box} aria-label={t('table.scroll')} tabIndex={0}>
        <table class={`gaps gaps-${room}`} aria-busy={loaded.state === 'waiting'}>
          <caption>
            <span>
              {t('table.caption', {
                standard: standard.value === null ? '' : pick(standard.value.title),
                when: whenWords(when.value, pack.value),
              })}
            </span>
          </caption>
          <thead>
            <tr>
              {shown.map((column) => (
                <SortHeader key={columnId(column)} column={column} order={order.value} sort={sort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {sorted.map((row) => (
              <tr key={row.community_id} class={row.community_id === community ? 'open' : undefined}>
                {shown.map((column) =>
                  column.kind === 'text' && column.key === 'community' ? (
                    <th scope="row" key="community">
                      <button
                        type="button"
                        class="place"
                        data-community={row.community_id}
                        aria-pressed={row.community_id === community}
                        onClick={() => go({ community: row.community_id })}
                      >
                        <PlaceName
                          name={row.community}
                          language={languageOf(names.value.get(row.community_id))}
                        />
                      </button>
                      {row.part_of !== null && row.population === null && (
                        <small>{t('table.part_of', { name: nameOf.get(row.part_of) ?? row.part_of })}</small>
                      )}
                    </th>
                  ) : (
                    <td key={columnId(column)} class={`col-${column.kind}`}>
                      {cell(row, column, room)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {room === 'all' && rows.length > 0 && <p class="hint">{t('table.shortfall.hint')}</p>}
      {numbersState.value === 'none' && <p class="hint">{t('app.loading')}</p>}
      {rows.length > 0 && sorted.length === 0 && <p>{t('table.empty', { text: find.value })}</p>}
    </section>
  );
}
