import type { ComponentChildren } from 'preact';
import { dayName, number, t, tData } from '../../i18n/i18n';
import { type LinkState, lineLook, linkState, MODES } from '../../map/look';
import { LAYERS, type Layer } from '../../state/address';
import { latest } from '../../state/resource';
import { address, go, linksDay, linksResource, requests, routeOnMap, services } from '../../state/store';

function toggle(layer: Layer): void {
  const now = address.peek().layers;
  const wanted = (l: Layer) => (l === layer ? !now.includes(l) : now.includes(l));
  go({ layers: LAYERS.filter(wanted) }, 'replace');
}

/** A part of the legend that switches its layer on and off. */
function LayerPart({ layer, title, children }: { layer: Layer; title: string; children: ComponentChildren }) {
  const on = address.value.layers.includes(layer);
  return (
    <div class="legend-part">
      <label class="layer">
        <input type="checkbox" checked={on} onChange={() => toggle(layer)} />
        {title}
      </label>
      {on && children}
    </div>
  );
}

function LineSample({ mode, state }: { mode: string; state: LinkState }) {
  const look = lineLook(mode, state);
  return (
    <svg class="sample" width="44" height="12" aria-hidden="true">
      <line
        x1="0"
        x2="44"
        y1="6"
        y2="6"
        style={{ stroke: `var(--${look.color})`, opacity: look.opacity }}
        stroke-width={look.width}
        stroke-dasharray={look.dash.join(' ')}
      />
      {look.core !== null && (
        <line
          x1="0"
          x2="44"
          y1="6"
          y2="6"
          class="core"
          stroke-width={look.core.width}
          stroke-dasharray={look.core.dash.join(' ')}
        />
      )}
    </svg>
  );
}

function Links() {
  const links = latest(linksResource.loaded.value) ?? [];
  const day = linksDay.value;
  const used = MODES.filter((mode) => links.some((l) => l.properties.mode === mode));
  const states: LinkState[] = day === null ? ['open', 'part_year', 'unknown'] : ['open', 'closed', 'unknown'];
  const words: Record<LinkState, string> = {
    open: day === null ? t('route.leg.always') : t('legend.open'),
    closed: t('legend.closed'),
    unknown: t('legend.open_unknown'),
    part_year: t('legend.part_year'),
  };
  const inState = (state: LinkState) => links.filter((l) => linkState(l.properties) === state).length;
  return (
    <>
      <ul class="legend-lines">
        {used.map((mode) => (
          <li key={mode}>
            <LineSample mode={mode} state="open" /> {tData('mode', mode)}
          </li>
        ))}
      </ul>
      <ul class="legend-lines states">
        {states.map((state) => (
          <li key={state} data-state={state}>
            <LineSample mode="any" state={state} /> {words[state]} ({number(inState(state))})
          </li>
        ))}
      </ul>
      <p class="hint">
        {day === null ? t('legend.links.year') : t('legend.links.day', { day: dayName(day) })}{' '}
        {t('legend.links.note')}
      </p>
    </>
  );
}

function Tally({ kind, all }: { kind: 'services' | 'requests'; all: readonly { geometry: unknown }[] }) {
  const shown = all.filter((f) => f.geometry !== null).length;
  return (
    <p class="hint">
      <span class={`tally tally-${kind}`} aria-hidden="true" />{' '}
      {t(`legend.${kind}.note`, { shown: number(shown), hidden: number(all.length - shown) })}
    </p>
  );
}

/** Whether there is room for the explanations without pushing the places off the screen. */
const ROOMY = window.matchMedia('(min-width: 1360px) and (min-height: 800px)').matches;

/** The lines and signs of the map, what they mean and how many there are; circles are explained beside their counts. */
export function Legend() {
  const wanted = (layer: Layer) => address.value.layers.includes(layer);
  return (
    <details class="legend" open={ROOMY}>
      <summary>{t('legend.title')}</summary>
      <div class="legend-parts">
        <LayerPart layer="links" title={t('legend.links')}>
          <Links />
        </LayerPart>
        <div class="legend-column">
          <LayerPart layer="services" title={t('legend.services')}>
            <Tally kind="services" all={services.value} />
          </LayerPart>
          <LayerPart layer="requests" title={t('legend.requests')}>
            <Tally kind="requests" all={requests.value} />
          </LayerPart>
          {(wanted('services') || wanted('requests')) && <p class="hint">{t('legend.number')}</p>}
          {routeOnMap.value !== null && routeOnMap.value.legs.length > 0 && (
            <p class="legend-part legend-route">
              <span class="route-sample" aria-hidden="true">
                1
              </span>{' '}
              {t(routeOnMap.value.fallback ? 'legend.route.fallback' : 'legend.route')}
            </p>
          )}
        </div>
      </div>
    </details>
  );
}
