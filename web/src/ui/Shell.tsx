import { Panel } from '../features/community/Panel';
import { RibbonPatterns } from '../features/community/Ribbon';
import { Controls } from '../features/gaps/Controls';
import { GapsTable } from '../features/gaps/GapsTable';
import { MapPane } from '../features/gaps/MapPane';
import { SummaryPart } from '../features/gaps/SummaryPart';
import { dateName, pick, t } from '../i18n/i18n';
import type { View } from '../state/address';
import { latest } from '../state/resource';
import { address, gapsResource, go, pack, packageResource, versionResource } from '../state/store';
import { AskedOnPaper, Banner, Header } from './Header';
import { Later } from './Later';
import { Live } from './Live';
import { Permalink } from './Permalink';
import { ReportLinks } from './ReportLinks';
import { Trouble } from './Trouble';

const SWITCHED = ['map', 'table'] as const satisfies readonly View[];

function ViewSwitch() {
  return (
    <fieldset class="view-switch" aria-label={t('view.label')}>
      {SWITCHED.map((view) => (
        <button
          key={view}
          type="button"
          aria-pressed={address.value.view === view}
          onClick={() => go({ view })}
        >
          {t(`view.${view}`)}
        </button>
      ))}
    </fieldset>
  );
}

function Footer() {
  const known = pack.value;
  return (
    <footer>
      {known !== null && (
        <p>
          {t('footer.data', {
            date: known.made_on === null ? t('app.unknown') : dateName(known.made_on),
            digest: known.data_digest.slice(0, 12),
          })}{' '}
          · <a href="/api">{t('footer.api')}</a>
        </p>
      )}
      {known !== null && address.value.view === 'table' && <p>{pick(known.credit)}</p>}
    </footer>
  );
}

/** The pages that are fetched when somebody opens them. */
const PAGES = {
  definitions: () => import('../features/definitions/Definitions').then((page) => page.Definitions),
  compare: () => import('../features/compare/ComparePage').then((page) => page.ComparePage),
  trend: () => import('../features/trend/TrendPage').then((page) => page.TrendPage),
  equity: () => import('../features/equity/EquityPage').then((page) => page.EquityPage),
  pathways: () => import('../features/pathways/PathwaysPage').then((page) => page.PathwaysPage),
  scenarios: () => import('../features/scenarios/ScenariosPage').then((page) => page.ScenariosPage),
  requests: () => import('../features/requests/RequestsPage').then((page) => page.RequestsPage),
  priorities: () => import('../features/priorities/PrioritiesPage').then((page) => page.PrioritiesPage),
  siting: () => import('../features/siting/SitingPage').then((page) => page.SitingPage),
  account: () => import('../features/account/AccountPage').then((page) => page.AccountPage),
} as const satisfies Partial<Record<View, unknown>>;

function isPage(view: View): view is keyof typeof PAGES {
  return view in PAGES;
}

/** Pages that measure nothing by a definition, and so do not say whose it is. */
const WITHOUT_BANNER: readonly View[] = ['definitions', 'requests', 'account'];

/** Access today: question above, map and table below, the open place beside them. */
function Access() {
  const { view, community } = address.value;
  const panel = community === null ? null : <Panel key={`panel-${community}`} community={community} />;
  return (
    <>
      <section class="question" aria-label={t('choose.title')}>
        <Controls />
        <ViewSwitch />
      </section>
      <main class={`stage view-${view}${community === null ? '' : ' with-panel'}`}>
        {view === 'map' && <MapPane />}
        {view === 'map' && panel}
        <div class="beside" key="beside">
          {view === 'map' && <SummaryPart />}
          <GapsTable />
          {view === 'table' && <SummaryPart />}
          <ReportLinks community={null} />
          <Permalink of={latest(gapsResource.loaded.value)?.question ?? null} />
          <Footer />
        </div>
        {view === 'table' && panel}
      </main>
    </>
  );
}

/** What is on every page, and the page itself. */
export function Shell() {
  const { view } = address.value;
  const loaded = packageResource.loaded.value;
  const named = versionResource.loaded.value;
  return (
    <>
      <a class="skip" href={isPage(view) ? '#page' : '#places'}>
        {t(isPage(view) ? 'app.skip.page' : 'app.skip')}
      </a>
      <RibbonPatterns />
      <Header />
      {!WITHOUT_BANNER.includes(view) && <Banner />}
      {view !== 'compare' && !WITHOUT_BANNER.includes(view) && <AskedOnPaper />}
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={packageResource.retry} />}
      {named.state === 'failed' && !WITHOUT_BANNER.includes(view) && (
        <Trouble problem={named.problem} retry={versionResource.retry} />
      )}
      {isPage(view) ? (
        <main class="page" id="page" tabIndex={-1}>
          <Later key={view} load={PAGES[view]} props={{}} />
          <Footer />
        </main>
      ) : (
        <Access />
      )}
      <Live />
    </>
  );
}
