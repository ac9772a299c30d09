import { useId } from 'preact/hooks';
import { type AskedFor, exportPath } from '../../api/requests';
import { compareText, number, tData } from '../../i18n/i18n';
import { type Register, type RequestList, START } from '../../state/address';
import { me, signedIn } from '../../state/me';
import { latest } from '../../state/resource';
import { address, go, pack } from '../../state/store';
import { PageLink } from '../../ui/PageLink';
import { Trouble } from '../../ui/Trouble';
import { Card } from './Card';
import { ImportPart } from './ImportPart';
import { LanguagesNotice } from './LanguagesNotice';
import { OutboxPart } from './OutboxPart';
import { author } from './outboxState';
import { Loading } from './parts';
import { askerOf, choices, matching, newestFirst, ours, queue, standingOf } from './register';
import { governmentName, kindName, listResource, requests } from './state';
import { UnaskedPart } from './UnaskedPart';
import { w } from './words';

/** The lists that mean something to whoever looks at the page. */
function lists(): RequestList[] {
  const found: RequestList[] = ['all'];
  if (author.value !== null) found.push('ours');
  if (me.value?.roles.includes('working_group')) found.push('queue');
  return found;
}

function ListLinks({ of }: { of: readonly RequestList[] }) {
  if (of.length < 2) return null;
  const { list } = address.value.register;
  return (
    <nav class="request-lists" aria-label={w('lists')}>
      {of.map((one) => (
        <PageLink
          key={one}
          to={{ register: { ...START.register, list: one } }}
          current={one === list ? 'page' : undefined}
        >
          {w(`list.${one}`)}
        </PageLink>
      ))}
    </nav>
  );
}

function Choice({
  field,
  label,
  values,
  name,
}: {
  field: 'kind' | 'government' | 'state';
  label: string;
  values: readonly string[];
  name: (value: string) => string;
}) {
  const id = useId();
  const { register } = address.value;
  const chosen = register[field];
  const named = values.map((value) => ({ value, words: name(value) }));
  // A link may name what is not among these requests, or not any more.
  if (chosen !== null && !values.includes(chosen)) named.push({ value: chosen, words: name(chosen) });
  named.sort((a, b) => compareText(a.words, b.words));
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={chosen ?? ''}
        onChange={(event) => {
          const value = event.currentTarget.value;
          go({ register: { ...register, [field]: value === '' ? null : value } }, 'replace');
        }}
      >
        <option value="">{w('filter.any')}</option>
        {named.map(({ value, words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function Filters({ of }: { of: readonly AskedFor[] }) {
  const named = new Map(of.map((one) => [askerOf(one), one.requested_by]));
  return (
    <form class="filters" aria-label={w('filter')} onSubmit={(event) => event.preventDefault()}>
      <Choice
        field="kind"
        label={w('filter.kind')}
        values={choices(of, (one) => one.service_type)}
        name={kindName}
      />
      <Choice
        field="government"
        label={w('filter.asker')}
        values={choices(of, askerOf)}
        name={(asker) => named.get(asker) ?? governmentName(asker)}
      />
      <Choice
        field="state"
        label={w('filter.state')}
        values={choices(of, standingOf)}
        name={(state) => tData('requests.status', state)}
      />
    </form>
  );
}

function inList(list: RequestList, all: readonly AskedFor[]): AskedFor[] {
  switch (list) {
    case 'all':
      return newestFirst(all);
    case 'ours':
      return ours(all, author.value?.government ?? null);
    case 'queue':
      return queue(all);
  }
}

function isNarrowed({ kind, government, state }: Register): boolean {
  return kind !== null || government !== null || state !== null;
}

/** One of the lists of requests, narrowed as the address says. */
export function ListPage() {
  const { register } = address.value;
  const offered = lists();
  const list = offered.includes(register.list) ? register.list : 'all';
  const loaded = listResource.loaded.value;
  const known = latest(loaded) !== null && pack.value !== null;
  const all = inList(list, requests.value);
  const shown = matching(all, register);
  return (
    <>
      <h2 tabIndex={-1}>{w(`list.${list}.title`)}</h2>
      <p class="lead">{w(`list.${list}.lead`)}</p>
      <ListLinks of={offered} />
      <OutboxPart />
      {list === 'ours' && signedIn.value !== null && <ImportPart />}
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={listResource.retry} />}
      {!known && loaded.state !== 'failed' && <Loading />}
      {known && (
        <>
          {(all.length > 1 || isNarrowed(register)) && <Filters of={all} />}
          <p class="count" role="status">
            {shown.length === 0
              ? w(isNarrowed(register) ? 'list.none.narrowed' : `list.${list}.none`)
              : w('list.count', { shown: number(shown.length), all: number(all.length) })}
          </p>
          <ol class="cards" aria-busy={loaded.state === 'waiting'}>
            {shown.map((one) => (
              <Card key={one.id} of={one} waiting={list === 'queue'} />
            ))}
          </ol>
          {list === 'ours' && (
            <section class="exports" aria-labelledby="exports-title">
              <h3 id="exports-title">{w('export.title')}</h3>
              <p>{w('export.words')}</p>
              <p class="actions">
                <a href={exportPath('json')} download="requests.json">
                  {w('export.json')}
                </a>
                <a href={exportPath('csv')} download="requests.csv">
                  {w('export.csv')}
                </a>
                <a href={exportPath('xlsx')} download="requests.xlsx">
                  {w('export.xlsx')}
                </a>
              </p>
            </section>
          )}
        </>
      )}
      {list !== 'ours' && known && <UnaskedPart />}
      <LanguagesNotice />
    </>
  );
}
