import type { FeatureLike } from 'ol/Feature.js';
import type LineString from 'ol/geom/LineString.js';
import Point from 'ol/geom/Point.js';
import Fill from 'ol/style/Fill.js';
import Icon from 'ol/style/Icon.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { LinkProperties } from '../api/wire';
import { lineLook, linkState, MIN_RADIUS, type PlaceMark, radiusOf } from './look';
import { FONT, faded, fontFor, token } from './tokens';

/** Drawn at this many device pixels a pixel, so that marks stay sharp on dense screens. */
const SHARPNESS = 2;

/** Room around a circle for its halo and the ring of the open place. */
const MARGIN = 7;

/** Pixels of radius from which there is room in a circle for more than its sign. */
const LARGE_RADIUS = 24;

export type Emphasis = 'none' | 'stepped' | 'open';

function sign(c: CanvasRenderingContext2D, mark: PlaceMark, unit: number, number: string): void {
  c.lineWidth = Math.max(2, unit * 2.2);
  c.lineCap = 'round';
  c.lineJoin = 'round';
  const line = (points: readonly [number, number][]) => {
    c.beginPath();
    for (const [x, y] of points) c.lineTo(x * unit, y * unit);
    c.stroke();
  };
  const arrow = (x: number, up: 1 | -1) => {
    c.strokeStyle = token('mark-sign');
    line([
      [x, 5 * up],
      [x, -5 * up],
    ]);
    line([
      [x - 3, -1.5 * up],
      [x, -5 * up],
      [x + 3, -1.5 * up],
    ]);
  };
  switch (mark) {
    case 'better':
      arrow(0, 1);
      break;
    case 'worse':
      arrow(0, -1);
      break;
    case 'mixed':
      arrow(-3.5, 1);
      arrow(3.5, -1);
      break;
    case 'met':
      c.strokeStyle = token('mark-sign');
      line([
        [-5, 0.5],
        [-1.5, 4],
        [5.5, -4],
      ]);
      break;
    case 'unmet':
      c.strokeStyle = token('mark-sign');
      line([
        [-4.5, -4.5],
        [4.5, 4.5],
      ]);
      line([
        [4.5, -4.5],
        [-4.5, 4.5],
      ]);
      break;
    case 'unknown':
    case 'unclear':
      c.fillStyle = token('unknown-line');
      c.font = `700 ${Math.round(15 * unit)}px ${FONT}`;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      c.fillText('?', 0, unit);
      break;
    case 'picked':
      c.fillStyle = token('mark-sign');
      c.font = `700 ${Math.round((number.length > 2 ? 9 : 13) * unit)}px ${FONT}`;
      c.textAlign = 'center';
      c.textBaseline = 'middle';
      c.fillText(number, 0, unit);
      break;
    case 'partly_met':
    case 'same':
      break;
  }
}

/** Which colours of tokens.css a mark has. What changes to or from unknown looks like the unknown. */
function colorOf(mark: PlaceMark): string {
  return mark === 'unclear' ? 'unknown' : mark;
}

/** A circle, or a square where the number of people is unknown. */
function outline(c: CanvasRenderingContext2D, radius: number, square: boolean): void {
  c.beginPath();
  if (square) c.rect(-radius, -radius, 2 * radius, 2 * radius);
  else c.arc(0, 0, radius, 0, 2 * Math.PI);
}

function drawMark(
  c: CanvasRenderingContext2D,
  mark: PlaceMark,
  radius: number,
  square: boolean,
  emphasis: Emphasis,
  number: string,
): void {
  if (emphasis !== 'none') {
    outline(c, radius + 5, square);
    c.setLineDash(emphasis === 'stepped' ? [4, 3] : []);
    c.lineWidth = 3;
    c.strokeStyle = token('focus');
    c.stroke();
    c.setLineDash([]);
  }
  outline(c, radius + 1.5, square);
  c.fillStyle = token('mark-halo');
  c.fill();
  outline(c, radius, square);
  c.fillStyle = mark === 'partly_met' ? token('mark-halo') : token(colorOf(mark));
  c.fill();
  if (mark === 'partly_met') {
    c.save();
    outline(c, radius, square);
    c.clip();
    c.fillStyle = token('partly_met');
    c.fillRect(-radius, -radius, radius, 2 * radius);
    c.restore();
  }
  outline(c, radius - 1, square);
  c.lineWidth = 2;
  c.strokeStyle = token(`${colorOf(mark)}-line`);
  c.setLineDash(colorOf(mark) === 'unknown' ? [4, 3] : []);
  c.stroke();
  c.setLineDash([]);
  // The sign keeps a readable size: in a large circle it must not grow into a second picture. There it stands in
  // the upper half, since a small place beside a city is drawn over the middle.
  if (radius > LARGE_RADIUS) c.translate(0, -radius * 0.6);
  sign(c, mark, Math.min(radius, 15) / 11, number);
}

function icon(size: number, draw: (c: CanvasRenderingContext2D) => void, shift: [number, number]): Icon {
  const canvas = document.createElement('canvas');
  canvas.width = size * SHARPNESS;
  canvas.height = size * SHARPNESS;
  const context = canvas.getContext('2d');
  if (context !== null) {
    context.scale(SHARPNESS, SHARPNESS);
    context.translate(size / 2, size / 2);
    draw(context);
  }
  return new Icon({ img: canvas, scale: 1 / SHARPNESS, displacement: shift });
}

const icons = new Map<string, Icon>();
function kept(key: string, make: () => Icon): Icon {
  const known = icons.get(key);
  if (known !== undefined) return known;
  const made = make();
  icons.set(key, made);
  return made;
}

/** The mark of one place: area by people, shape and colour by outcome, by what changes or by its being picked. */
export function placeStyle(
  mark: PlaceMark,
  population: number | null,
  emphasis: Emphasis,
  number = '',
): Style {
  const known = radiusOf(population);
  const radius = known ?? MIN_RADIUS;
  const image = kept(`place ${mark} ${number} ${population} ${emphasis}`, () =>
    icon(
      2 * (Math.ceil(radius) + MARGIN),
      (c) => drawMark(c, mark, radius, known === null, emphasis, number),
      [0, 0],
    ),
  );
  // Large circles lie below, so that a small place beside a city can be seen and touched; of small ones, what is picked
  // lies on top.
  const raised = mark === 'picked' ? MIN_RADIUS : 0;
  return new Style({ image, zIndex: (emphasis === 'none' ? 0 : 1e6) + raised - radius });
}

export function labelStyle(name: string, population: number | null, emphasis: Emphasis): Style {
  const radius = radiusOf(population) ?? MIN_RADIUS;
  return new Style({
    // Where two names collide, the open place wins, then the larger one.
    zIndex: emphasis === 'none' ? (population ?? 0) : 1e6,
    text: new Text({
      text: name,
      font: `${emphasis === 'none' ? 400 : 700} 13px ${fontFor(name)}`,
      // On a large circle the name stands in its lower half: below it, it would name another place.
      offsetY: Math.min(radius, 20) + 10,
      fill: new Fill({ color: token('ink') }),
      stroke: new Stroke({ color: token('mark-halo'), width: 3.5 }),
      padding: [1, 2, 1, 2],
    }),
  });
}

function tallyShape(c: CanvasRenderingContext2D, kind: 'services' | 'requests', size: number): void {
  c.beginPath();
  if (kind === 'services') c.roundRect(-size, -size, 2 * size, 2 * size, 3);
  else {
    c.roundRect(-size - 1, -size - 1, 2 * size + 2, 2 * size - 2, size * 0.5);
    c.moveTo(-size * 0.25, size - 3);
    c.lineTo(-size * 0.6, size + 2);
    c.lineTo(size * 0.5, size - 3);
  }
}

/** Services (a box) or requests (a speech bubble) at a point, with their number where there are several. */
export function tallyStyle(kind: 'services' | 'requests', count: number, population: number | null): Style {
  const image = kept(`${kind} ${count} ${population}`, () => {
    const radius = radiusOf(population) ?? MIN_RADIUS;
    const size = count > 1 ? 8 : kind === 'requests' ? 6 : 5;
    const aside = radius * 0.7 + size;
    return icon(
      24,
      (c) => {
        tallyShape(c, kind, size);
        c.fillStyle = token(kind === 'services' ? 'service' : 'request');
        c.strokeStyle = token('mark-halo');
        c.lineWidth = 1.5;
        c.fill();
        c.stroke();
        if (count === 1) return;
        c.fillStyle = token('mark-sign');
        c.font = `700 11px ${FONT}`;
        c.textAlign = 'center';
        c.textBaseline = 'middle';
        c.fillText(String(count), 0, kind === 'services' ? 0.5 : -1.5);
      },
      [kind === 'services' ? aside : -aside, aside],
    );
  });
  return new Style({ image });
}

const lines = new Map<string, Style[]>();

/** A link by its mode, and by whether it is open. */
export function linkStyle(feature: FeatureLike): Style[] {
  const link = feature.getProperties() as LinkProperties;
  const state = linkState(link);
  const key = `${link.mode} ${state}`;
  const known = lines.get(key);
  if (known !== undefined) return known;
  const look = lineLook(link.mode, state);
  const zIndex = state === 'open' ? 1 : 0;
  const styles = [
    new Style({
      zIndex,
      stroke: new Stroke({
        color: faded(token(look.color), look.opacity),
        width: look.width,
        lineDash: [...look.dash],
        lineCap: 'butt',
      }),
    }),
  ];
  if (look.core !== null) {
    styles.push(
      new Style({
        zIndex: zIndex + 0.5,
        stroke: new Stroke({
          color: token('mark-halo'),
          width: look.core.width,
          lineDash: [...look.core.dash],
          lineCap: 'butt',
        }),
      }),
    );
  }
  if (state === 'unknown') {
    styles.push(
      new Style({
        zIndex: zIndex + 0.6,
        geometry: (f) => {
          const line = f.getGeometry() as LineString;
          return new Point(line.getCoordinateAt(0.5));
        },
        text: new Text({
          text: '?',
          font: `700 12px ${FONT}`,
          fill: new Fill({ color: token(look.color) }),
          stroke: new Stroke({ color: token('mark-halo'), width: 3 }),
        }),
      }),
    );
  }
  lines.set(key, styles);
  return styles;
}

/** One leg of the journey of the open place, numbered as in its list. */
export function legStyle(ordinal: number, mode: string, fallback: boolean): Style[] {
  const look = lineLook(mode, 'open');
  const air = mode.endsWith('_air');
  // A way that the definition does not count is broken, so that it is not taken for one that it does.
  const lineDash = fallback ? [3, 9] : [];
  return [
    new Style({ stroke: new Stroke({ color: token('mark-halo'), width: 10 }) }),
    new Style({ stroke: new Stroke({ color: token('route'), width: 7, lineCap: 'butt', lineDash }) }),
    ...(fallback
      ? []
      : [
          new Style({
            stroke: new Stroke({ color: token(look.color), width: 3, lineDash: air ? [8, 5] : [] }),
          }),
        ]),
    new Style({
      geometry: (f) => new Point((f.getGeometry() as LineString).getCoordinateAt(0.5)),
      zIndex: 2,
      text: new Text({
        text: String(ordinal),
        font: `700 12px ${FONT}`,
        fill: new Fill({ color: token('mark-sign') }),
        backgroundFill: new Fill({ color: token('route') }),
        padding: [1, 4, 0, 5],
      }),
    }),
  ];
}
