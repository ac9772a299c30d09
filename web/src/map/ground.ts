import type { FeatureLike } from 'ol/Feature.js';
import GeoJSON from 'ol/format/GeoJSON.js';
import VectorLayer from 'ol/layer/Vector.js';
import VectorSource from 'ol/source/Vector.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import { get } from '../api/client';
import { type BasemapLayer, basemapPath } from '../api/paths';
import { token } from './tokens';

/** From the bottom up. */
const ORDER: readonly BasemapLayer[] = ['ocean', 'provinces', 'nwt', 'regions', 'rivers', 'lakes'];

/** Below this many metres a pixel, the simplified shores would look wrong. */
export const FULL_DETAIL_METRES = 900;

type Document = Parameters<GeoJSON['readFeatures']>[0];

function styleOf(layer: BasemapLayer): Style | ((feature: FeatureLike) => Style) {
  const line = (name: string, width: number, lineDash?: number[]) =>
    new Stroke({ color: token(name), width, ...(lineDash === undefined ? {} : { lineDash }) });
  switch (layer) {
    case 'ocean':
      return new Style({ fill: new Fill({ color: token('ocean') }) });
    case 'provinces':
      return new Style({ fill: new Fill({ color: token('land-other') }), stroke: line('border-other', 0.8) });
    case 'nwt':
      return new Style({ fill: new Fill({ color: token('land') }), stroke: line('border', 1.6) });
    case 'regions':
      return new Style({ stroke: line('border-region', 1, [5, 4]) });
    case 'lakes':
      return new Style({ fill: new Fill({ color: token('lake') }), stroke: line('shore', 0.5) });
    case 'rivers': {
      const wide = new Style({ stroke: line('river', 1.6) });
      const narrow = new Style({ stroke: line('river', 0.8) });
      return (feature) => (Number(feature.get('rank')) <= 4 ? wide : narrow);
    }
  }
}

export interface Ground {
  layers: VectorLayer[];
  load(detail: 'overview' | 'full'): Promise<void>;
}

/** Land, water and borders. They mean nothing by themselves and say nothing to a screen reader. */
export function makeGround(signal: AbortSignal): Ground {
  const format = new GeoJSON();
  const sources = new Map(ORDER.map((name) => [name, new VectorSource()]));
  const loaded = new Set<string>();
  return {
    layers: [...sources].map(([name, source]) => new VectorLayer({ source, style: styleOf(name) })),
    async load(detail) {
      if (loaded.has(detail) || loaded.has('full')) return;
      loaded.add(detail);
      const answers = await Promise.allSettled(
        [...sources].map(async ([name, source]) => {
          const document = await get<Document>(basemapPath(name, detail), signal);
          const features = format.readFeatures(document);
          source.clear(true);
          source.addFeatures(features);
        }),
      );
      const failed = answers.find((a) => a.status === 'rejected');
      if (failed !== undefined) {
        loaded.delete(detail);
        throw failed.reason;
      }
    },
  };
}
