import ScaleLine from 'ol/control/ScaleLine.js';
import Feature from 'ol/Feature.js';
import LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import { defaults } from 'ol/interaction/defaults.js';
import VectorLayer from 'ol/layer/Vector.js';
import OlMap from 'ol/Map.js';
import VectorSource from 'ol/source/Vector.js';
import type { StyleLike } from 'ol/style/Style.js';
import View from 'ol/View.js';
import type {
  Gap,
  LinkFeature,
  Metres,
  Projection,
  RequestFeature,
  Route,
  ServiceFeature,
} from '../api/wire';
import { FULL_DETAIL_METRES, makeGround } from './ground';
import { listenToKeys } from './keyboard';
import { boundsOf, type ChangeMark, grown, MIN_RADIUS, type PlaceMark, radiusOf } from './look';
import { metricProjection } from './projection';
import { type Emphasis, labelStyle, legStyle, linkStyle, placeStyle, tallyStyle } from './symbols';
import { placeNear, tallyPoints } from './tallies';
import { FONT } from './tokens';

export interface MapWishes {
  projection: Projection;
  /** A place was clicked, tapped or entered. */
  onOpen(community: string): void;
  /** The keys stepped to a place; its words are for the live region. */
  onStep(community: string): void;
  /** Escape. */
  onLeave(): void;
  /** The ground could not be loaded; everything else works. */
  onGroundFailed(): void;
}

/** The map as the rest of the page sees it: no type of the map library leaves this folder. */
export interface MapHandle {
  setGaps(gaps: readonly Gap[]): void;
  /** Places by what changes for them, in the place of their outcomes. */
  setChanges(places: readonly ChangedPlace[]): void;
  /** Places with the marks that whoever calls has made out. */
  setMarks(places: readonly MarkedPlace[]): void;
  setLinks(links: readonly LinkFeature[]): void;
  setServices(services: readonly ServiceFeature[]): void;
  setRequests(requests: readonly RequestFeature[]): void;
  setRoute(route: Route | null): void;
  /** The way of a round from point to point, its stretches numbered, in the place of a route. */
  setRound(path: readonly Metres[]): void;
  setOpen(community: string | null): void;
  zoomBy(steps: number): void;
  home(): void;
  close(): void;
}

/** A place with its mark: the outcome there, or what changes there. */
export interface MarkedPlace {
  id: string;
  name: string;
  /** `null` where nobody knows. */
  population: number | null;
  at: Metres;
  mark: PlaceMark;
  /** What stands in a picked place: its rank, or when a round comes by. */
  number?: string;
}

export type ChangedPlace = Omit<MarkedPlace, 'mark'> & { mark: ChangeMark };

/** How far beside a mark a finger may land. */
const HIT_PIXELS = 6;
const MIN_RESOLUTION = 20;
/** Room at the edges for circles, names and buttons: top, right, bottom, left. */
const EDGES_PIXELS = [28, 56, 36, 44];
const MARGIN_PIXELS = 20;
/** Share of the territory's size by which the middle of the map may leave it. */
const ROOM_AROUND = 0.5;

function vectorLayer(style?: StyleLike, declutter: boolean | string = false): VectorLayer<VectorSource> {
  return new VectorLayer({
    source: new VectorSource(),
    declutter,
    updateWhileInteracting: true,
    ...(style === undefined ? {} : { style }),
  });
}

function fill(layer: VectorLayer<VectorSource>, features: Feature[]): void {
  const source = layer.getSource();
  source?.clear(true);
  source?.addFeatures(features);
}

function moving(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 250;
}

/** Opens the map in `target`. Resolves once fonts are there, so that northern names are drawn in them. */
export async function openMap(target: HTMLElement, wishes: MapWishes): Promise<MapHandle> {
  await Promise.all([
    document.fonts.load(`13px ${FONT}`, 'Aą'),
    document.fonts.load(`700 13px ${FONT}`, 'Aą'),
  ]);
  const abort = new AbortController();
  const ground = makeGround(abort.signal);
  const links = vectorLayer(linkStyle);
  const route = vectorLayer(undefined, 'legs');
  const services = vectorLayer();
  const requests = vectorLayer();
  const places = vectorLayer();
  const labels = vectorLayer(undefined, 'names');
  const { extent } = wishes.projection;
  const scale = new ScaleLine({ units: 'metric', minWidth: 60 });
  const map = new OlMap({
    target,
    controls: [scale],
    // North stays up: two fingers that turn the map by accident leave people lost.
    interactions: defaults({ onFocusOnly: false, altShiftDragRotate: false, pinchRotate: false }),
    layers: [...ground.layers, links, route, places, services, requests, labels],
    view: new View({
      projection: metricProjection(wishes.projection),
      // The middle of the map stays near the territory; journeys to help may lead far out of it.
      ...(extent === null ? {} : { extent: grown(extent, ROOM_AROUND), constrainOnlyCenter: true }),
      minResolution: MIN_RESOLUTION,
    }),
  });
  const view = map.getView();
  let shown: MarkedPlace[] = [];
  let openId: string | null = null;
  let stepped: string | null = null;
  let fitted = false;
  let journey: Metres[] = [];
  let tallied: { services: readonly ServiceFeature[]; requests: readonly RequestFeature[] } = {
    services: [],
    requests: [],
  };

  const emphasisOf = (id: string): Emphasis => (id === openId ? 'open' : id === stepped ? 'stepped' : 'none');

  function drawPlaces(): void {
    const marks: Feature[] = [];
    const names: Feature[] = [];
    for (const place of shown) {
      const { id, at, population } = place;
      const mark = new Feature({ geometry: new Point(at), id });
      mark.setStyle(placeStyle(place.mark, population, emphasisOf(id), place.number));
      marks.push(mark);
      const name = new Feature({ geometry: new Point(at), id });
      name.setStyle(labelStyle(place.name, population, emphasisOf(id)));
      names.push(name);
    }
    fill(places, marks);
    fill(labels, names);
  }

  function drawTallies(kind: 'services' | 'requests', layer: VectorLayer<VectorSource>): void {
    const marks = tallyPoints(tallied[kind]).map(({ at, count }) => {
      const place = placeNear(at, shown);
      const mark = new Feature({ geometry: new Point(place?.at ?? at) });
      mark.setStyle(tallyStyle(kind, count, place?.population ?? 0));
      return mark;
    });
    fill(layer, marks);
  }

  function show(points: readonly (readonly [number, number])[], duration: number): void {
    const bounds = boundsOf(points);
    if (bounds === null) return;
    const size = map.getSize();
    // While the map changes size, the view still has the old one.
    view.fit(bounds, { padding: EDGES_PIXELS, duration, ...(size === undefined ? {} : { size }) });
  }

  function home(): void {
    show(
      shown.map((p) => p.at),
      moving(),
    );
  }

  /** Moves only as far as needed: a map that jumps at each click loses people. */
  function bringIntoView(points: readonly (readonly [number, number])[]): void {
    // Before the first places there is no view to move.
    if (!fitted || points.length === 0) return;
    const size = map.getSize();
    const [west, south, east, north] = view.calculateExtent(size) as [number, number, number, number];
    const margin = (view.getResolution() ?? 0) * MARGIN_PIXELS;
    const inside = points.every(
      ([x, y]) => x > west + margin && x < east - margin && y > south + margin && y < north - margin,
    );
    if (inside) return;
    const [only, another] = points;
    if (only !== undefined && another === undefined) view.animate({ center: [...only], duration: moving() });
    else show(points, moving());
  }

  /** The place under a pixel: of several, the one with the smallest mark, which lies on top. */
  function placeAt(pixel: number[]): string | null {
    const [x = 0, y = 0] = pixel;
    const hits = shown.flatMap((place) => {
      const [px = 0, py = 0] = map.getPixelFromCoordinate(place.at) ?? [];
      const radius = radiusOf(place.population) ?? MIN_RADIUS;
      const beyond = Math.hypot(px - x, py - y) - radius;
      return beyond <= HIT_PIXELS ? [{ id: place.id, radius, beyond }] : [];
    });
    hits.sort(
      (a, b) => Number(a.beyond > 0) - Number(b.beyond > 0) || a.radius - b.radius || a.beyond - b.beyond,
    );
    return hits[0]?.id ?? null;
  }

  map.on('click', (event) => {
    const id = placeAt(event.pixel);
    if (id !== null) wishes.onOpen(id);
  });
  map.on('pointermove', (event) => {
    if (!event.dragging) target.style.cursor = placeAt(event.pixel) === null ? '' : 'pointer';
  });

  function loadGround(detail: 'overview' | 'full'): void {
    ground.load(detail).catch(() => {
      if (!abort.signal.aborted) wishes.onGroundFailed();
    });
  }
  loadGround('overview');
  view.on('change:resolution', () => {
    if ((view.getResolution() ?? Number.POSITIVE_INFINITY) < FULL_DETAIL_METRES) loadGround('full');
  });

  listenToKeys(
    target,
    {
      step(by) {
        // North to south, as one reads a map.
        const order = [...shown].sort((a, b) => b.at[1] - a.at[1]);
        const now = order.findIndex((p) => p.id === (stepped ?? openId));
        const next = order[(now + by + order.length) % order.length] ?? order[0];
        if (next === undefined) return;
        stepped = next.id;
        drawPlaces();
        bringIntoView([next.at]);
        wishes.onStep(stepped);
      },
      open() {
        if (stepped !== null) wishes.onOpen(stepped);
      },
      home,
      leave: wishes.onLeave,
    },
    abort.signal,
  );

  function setPlaces(of: readonly MarkedPlace[]): void {
    shown = [...of];
    drawPlaces();
    drawTallies('services', services);
    drawTallies('requests', requests);
    if (fitted || shown.length === 0) return;
    fitted = true;
    show(
      shown.map((p) => p.at),
      0,
    );
    if (openId !== null) setOpen(openId);
  }

  function setOpen(community: string | null): void {
    openId = community;
    stepped = null;
    drawPlaces();
    keepInView();
  }

  function keepInView(): void {
    const place = shown.find((p) => p.id === openId);
    bringIntoView([...(place === undefined ? [] : [place.at]), ...journey]);
  }

  // The panel and the legend take room from the map: the place and its journey stay in sight.
  map.on('change:size', keepInView);

  return {
    setOpen,
    setGaps(gaps) {
      setPlaces(
        gaps.map(({ geometry, properties: { community_id: id, community: name, population, outcome } }) => ({
          id,
          name,
          population,
          at: geometry.coordinates,
          mark: outcome,
        })),
      );
    },
    setChanges: setPlaces,
    setMarks: setPlaces,
    setLinks(features) {
      fill(
        links,
        features.map(
          (f) => new Feature({ ...f.properties, geometry: new LineString(f.geometry.coordinates) }),
        ),
      );
    },
    setServices(features) {
      tallied = { ...tallied, services: features };
      drawTallies('services', services);
    },
    setRequests(features) {
      tallied = { ...tallied, requests: features };
      drawTallies('requests', requests);
    },
    setRoute(of) {
      const legs = of?.legs ?? [];
      fill(
        route,
        legs.map((leg, index) => {
          const feature = new Feature({ geometry: new LineString([leg.from.at, leg.to.at]) });
          feature.setStyle(legStyle(index + 1, leg.mode, of?.fallback === true));
          return feature;
        }),
      );
      journey = legs.flatMap((leg) => [leg.from.at, leg.to.at]);
      bringIntoView(journey);
    },
    setRound(path) {
      fill(
        route,
        path.slice(1).map((at, index) => {
          const feature = new Feature({ geometry: new LineString([path[index] ?? at, at]) });
          feature.setStyle(legStyle(index + 1, '', false));
          return feature;
        }),
      );
      journey = [...path];
      bringIntoView(journey);
    },
    zoomBy(steps) {
      view.animate({ zoom: (view.getZoom() ?? 0) + steps, duration: moving() });
    },
    home,
    close() {
      abort.abort();
      map.setTarget(undefined);
      map.dispose();
    },
  };
}
