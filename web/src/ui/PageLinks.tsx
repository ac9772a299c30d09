import { type Key, t } from '../i18n/i18n';
import { type Address, formatAddress, START, type View } from '../state/address';
import { address, definition, go, pack } from '../state/store';

/** What one can look at, beside the map and its table: which addresses belong to it, and how one gets there. */
interface Page {
  words: Key;
  views: readonly View[];
  start: View;
}

const PAGES: readonly Page[] = [
  { words: 'page.now', views: ['map', 'table'], start: 'map' },
  { words: 'page.pathways', views: ['pathways'], start: 'pathways' },
  { words: 'page.equity', views: ['equity'], start: 'equity' },
  { words: 'page.trend', views: ['trend'], start: 'trend' },
  { words: 'page.compare', views: ['compare'], start: 'compare' },
  { words: 'page.scenarios', views: ['scenarios'], start: 'scenarios' },
  { words: 'page.priorities', views: ['priorities'], start: 'priorities' },
  { words: 'page.siting', views: ['siting'], start: 'siting' },
  { words: 'page.requests', views: ['requests'], start: 'requests' },
  { words: 'page.definitions', views: ['definitions'], start: 'definitions' },
];

/** Pages of which one is open at a time: their door leads to the list, whichever that is. */
const WITH_A_LIST: readonly View[] = ['definitions', 'requests', 'priorities'];

/** What a comparison starts with: another definition than the one looked at, where there is one. */
function other(): string | null {
  const chosen = definition.value;
  const found = pack.value?.definitions.find((d) => d.id !== chosen?.id);
  return found === undefined ? null : `${found.id}@${found.version}`;
}

/** The same question on another page; what only belongs to the page that one leaves is left behind. */
function on(page: Page): Partial<Address> {
  const against = page.start === 'compare' ? { ...START.against, definition: other() } : START.against;
  const to: Partial<Address> = {
    view: page.start,
    community: null,
    against,
    spread: START.spread,
    edit: null,
    register: START.register,
    whatIf: START.whatIf,
    ranking: START.ranking,
    siting: START.siting,
  };
  // The door of the definitions leads to their list, whichever is open.
  return page.start === 'definitions' ? { ...to, version: null } : to;
}

/** The pages of the site, the one that is open marked. */
export function PageLinks() {
  return (
    <nav class="pages" aria-label={t('page.label')}>
      {PAGES.map((page) => {
        const here = page.views.includes(address.value.view);
        return (
          <a
            key={page.start}
            href={formatAddress({ ...address.value, ...on(page) }) || '?'}
            aria-current={here ? 'page' : undefined}
            onClick={(event) => {
              if (event.metaKey || event.ctrlKey || event.shiftKey) return;
              event.preventDefault();
              if (!here || WITH_A_LIST.includes(page.start)) go(on(page));
            }}
          >
            {t(page.words)}
          </a>
        );
      })}
    </nav>
  );
}
