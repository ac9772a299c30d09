import Projection from 'ol/proj/Projection.js';
import type { Package } from '../api/wire';

/**
 * The package's projection as a plain metric plane. The server sends everything in its metres,
 * so nothing is ever transformed here and no projection library is needed.
 */
export function metricProjection(of: Package['projection']): Projection {
  return new Projection({
    code: `EPSG:${of.epsg}`,
    units: 'm',
    extent: of.extent,
    axisOrientation: 'enu',
    // Without this the library would look for a way to degrees, which there is none of. The scale
    // of the projection is true to within 1 % where people live.
    getPointResolution: (resolution) => resolution,
  });
}
