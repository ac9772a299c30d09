import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((m) => [m[1] ?? '', m[2] ?? '']),
);

type Rgb = [number, number, number];

function linear(name: string): Rgb {
  const hex = tokens.get(name);
  if (hex === undefined) throw new Error(`no colour --${name} in tokens.css`);
  const part = (i: number) => {
    const value = Number.parseInt(hex.slice(i, i + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of WCAG 2.2, 1 to 21. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

/** How colours look without red, green or blue cones: Machado, Oliveira and Fernandes 2009, severity 1. */
const VISIONS: Record<string, [Rgb, Rgb, Rgb]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function seen(name: string, vision: [Rgb, Rgb, Rgb]): Rgb {
  const [r, g, b] = linear(name);
  return vision.map(([x, y, z]) => Math.min(Math.max(x * r + y * g + z * b, 0), 1)) as Rgb;
}

/** Lightness and colour of CIE L*a*b* under D65, so that distances mean what eyes see. */
function lab([r, g, b]: Rgb): Rgb {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function distance(a: Rgb, b: Rgb): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

const GROUNDS = ['land', 'land-other', 'ocean', 'lake', 'paper', 'paper-2'];

describe('contrast', () => {
  it.each([
    'met-line',
    'partly_met-line',
    'unmet-line',
    'unknown-line',
    'better-line',
    'worse-line',
    'mixed-line',
    'same-line',
    'picked-line',
    'focus',
  ])('of the edge of a mark, %s, is 3 to 1 on every ground', (mark) => {
    for (const ground of GROUNDS) expect([ground, contrast(mark, ground) >= 3]).toEqual([ground, true]);
  });

  it.each([
    'mode-road',
    'mode-winter',
    'mode-ice',
    'mode-ferry',
    'mode-air',
    'mode-charter',
    'mode-boat',
    'route',
  ])('of an open line, %s, is 3 to 1 on every ground', (line) => {
    for (const ground of GROUNDS) expect([ground, contrast(line, ground) >= 3]).toEqual([ground, true]);
  });

  it.each([
    ['ink', 'paper'],
    ['ink', 'warn-ground'],
    ['ink', 'trouble-ground'],
    ['ink', 'accent-soft'],
    ['ink-2', 'paper'],
    ['ink-2', 'paper-2'],
    ['accent', 'paper'],
    ['accent', 'accent-soft'],
    ['paper', 'accent'],
    ['mark-sign', 'service'],
    ['mark-sign', 'request'],
    ['ink-2', 'accent-soft'],
  ])('of text, %s on %s, is 4.5 to 1', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['met', 'unmet', 'better', 'worse', 'mixed', 'picked'])(
    'of the sign in a mark, %s, is 3 to 1',
    (mark) => {
      expect(contrast('mark-sign', mark)).toBeGreaterThanOrEqual(3);
    },
  );
});

describe.each(Object.keys(VISIONS))('with %s', (name) => {
  it('the outcomes stay apart', () => {
    const vision = VISIONS[name];
    if (vision === undefined) throw new Error(name);
    const marks = ['met', 'partly_met', 'unmet', 'unknown'];
    for (const a of marks) {
      for (const b of marks) {
        if (a < b) expect([a, b, distance(seen(a, vision), seen(b, vision)) > 20]).toEqual([a, b, true]);
      }
    }
  });
});
