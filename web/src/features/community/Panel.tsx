import { useSignal } from '@preact/signals';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { CommunityReport, StandardForCommunity } from '../../api/wire';
import { count, pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import {
  address,
  communityResource,
  gaps,
  go,
  pack,
  report,
  standard,
  standardsInOrder,
  when,
} from '../../state/store';
import { Outcome } from '../../ui/Outcome';
import { PageLink } from '../../ui/PageLink';
import { Permalink } from '../../ui/Permalink';
import { PlaceName } from '../../ui/PlaceName';
import { ReportLinks } from '../../ui/ReportLinks';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { numberSources } from './citations';
import { Facts } from './Facts';
import { HowWorkedOut } from './HowWorkedOut';
import { Journey } from './Journey';
import { nameLanguage, traditionalLanguage } from './language';
import { Requests, Services } from './Records';
import { Ribbon } from './Ribbon';
import { CitationContext, Cited, SourceList } from './Sources';
import { Ways } from './Ways';

function StandardPart({ of, chosen }: { of: StandardForCommunity; chosen: boolean }) {
  return (
    <details class="standard" open={chosen} data-standard={of.standard}>
      <summary>
        <span class="standard-title">{pick(of.title)}</span>
        <Outcome of={of} />
      </summary>
      <div class="standard-body">
        <p class="reason">{lang.value === 'fr' ? of.reason_fr : of.reason_en}</p>
        {of.outcome === 'unknown' && <p class="hint">{t('summary.unknown')}</p>}
        <p class="hint">
          {t(`confidence.${of.confidence ?? 'unknown'}`)}
          {of.sources.length > 0 && (
            <>
              {' · '}
              {t('sources.standard')} <Cited keys={of.sources} />
            </>
          )}
        </p>
        <Ribbon of={of} />
        <Ways of={of} />
        <HowWorkedOut standard={of.standard} />
        <Journey of={of} onMap={chosen} />
        <section class="record-parts">
          <Services services={of.services} />
          <Requests requests={of.requests} />
        </section>
      </div>
    </details>
  );
}

function Report({ value }: { value: CommunityReport }) {
  const citations = useMemo(() => numberSources(value), [value]);
  return (
    <CitationContext.Provider value={citations}>
      <h3>
        {t('panel.standards')}, {whenWords(when.value, pack.value)}
      </h3>
      {standardsInOrder.value.map((s) => {
        const chosen = s.standard === standard.value?.id;
        // A new element when the choice moves: Chromium leaves one closed that is opened and moved at once.
        return <StandardPart key={`${s.standard} ${chosen}`} of={s} chosen={chosen} />;
      })}
      {value.studied.length > 0 && (
        <section class="studied">
          <h3>{t('panel.studied')}</h3>
          <Services services={value.studied} />
        </section>
      )}
      <p class="onward">
        <PageLink to={{ view: 'pathways' }}>{t('panel.pathway')}</PageLink>
      </p>
      <Facts of={value.community} />
      <SourceList sources={value.sources} />
      <ReportLinks community={value.community.id} />
      <Permalink of={value.question} />
    </CitationContext.Provider>
  );
}

function Subtitle({ value }: { value: CommunityReport }) {
  const { community } = value;
  const parts: string[] = [];
  if (community.region !== null) parts.push(community.region);
  if (community.population !== null) parts.push(count('people', community.population));
  return (
    <p class="subtitle">
      {community.traditional_name !== null && community.traditional_name !== community.name && (
        <>
          <PlaceName name={community.traditional_name} language={traditionalLanguage(community)} />
          {parts.length > 0 && ' · '}
        </>
      )}
      {parts.join(' · ')}
    </p>
  );
}

/** Gives the focus back to where the place was opened from, or to its row. */
function returnFocus(from: HTMLElement | null, community: string): void {
  const row = document.querySelector<HTMLElement>(`[data-community="${CSS.escape(community)}"]`);
  const back = from?.isConnected && from !== document.body ? from : row;
  back?.focus({ preventScroll: false });
}

/** All about one place. Opens beside the map, or as a sheet over its lower part on a phone. */
export function Panel({ community }: { community: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  const large = useSignal(false);
  const loaded = communityResource.loaded.value;
  const value = report.value;
  const listed = gaps.value.find((g) => g.properties.community_id === community)?.properties.community;
  // An id is no name: it shows only where there is nothing else to call the place by.
  const name = value?.community.name ?? listed ?? (loaded.state === 'failed' ? community : '…');

  useLayoutEffect(() => {
    const from = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    // On a phone the sheet covers the lower part of the screen: what stays free above it should be the map.
    document.querySelector('.map-frame')?.scrollIntoView({ block: 'start' });
    // A page that opens with a place in its link starts at its top, like any page.
    if (from !== null && from !== document.body) title.current?.focus({ preventScroll: true });
    return () => {
      // After the page has drawn itself without the panel, so that the row is there again.
      requestAnimationFrame(() => {
        if (address.peek().community === null) returnFocus(from, community);
      });
    };
  }, [community]);

  return (
    <aside
      class={large.value ? 'panel large' : 'panel'}
      aria-label={t('panel.label', { name })}
      aria-busy={loaded.state === 'waiting'}
      onKeyDown={(event) => {
        if (event.key === 'Escape') go({ community: null });
      }}
    >
      <div class="panel-head">
        <h2 ref={title} tabIndex={-1}>
          <PlaceName name={name} language={value === null ? null : nameLanguage(value.community)} />
        </h2>
        <button
          type="button"
          class="resize"
          aria-pressed={large.value}
          onClick={() => {
            large.value = !large.value;
          }}
        >
          {large.value ? t('panel.smaller') : t('panel.larger')}
        </button>
        <button
          type="button"
          class="close"
          aria-label={t('panel.back', { name })}
          onClick={() => go({ community: null })}
        >
          ×
        </button>
      </div>
      <div class="panel-body">
        {value !== null && <Subtitle value={value} />}
        {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={communityResource.retry} />}
        {loaded.state === 'waiting' && value === null && <p class="hint">{t('app.loading')}</p>}
        {value !== null && <Report value={value} />}
      </div>
    </aside>
  );
}
