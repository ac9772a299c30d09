import { Panel } from '../features/community/Panel';
import { RibbonPatterns } from '../features/community/Ribbon';
import { Controls } from '../features/gaps/Controls';
import { GapsTable } from '../features/gaps/GapsTable';
import { MapPane } from '../features/gaps/MapPane';
import { SummaryPart } from '../features/gaps/SummaryPart';
import { dateName, pick, t } from '../i18n/i18n';
import type { View } from '../state/address';
import { address, go, pack, packageResource } from '../state/store';
import { AskedOnPaper, Banner, Header } from './Header';
import { Live } from './Live';
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

/** The page: question above, map and table below, the open place beside them. */
export function Shell() {
  const { view, community } = address.value;
  const loaded = packageResource.loaded.value;
  const panel = community === null ? null : <Panel key={`panel-${community}`} community={community} />;
  return (
    <>
      <a class="skip" href="#places">
        {t('app.skip')}
      </a>
      <RibbonPatterns />
      <Header />
      <Banner />
      <AskedOnPaper />
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={packageResource.retry} />}
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
          <Footer />
        </div>
        {view === 'table' && panel}
      </main>
      <Live />
    </>
  );
}
