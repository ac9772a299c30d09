/** Colours for the canvas, read from tokens.css so that they are written in one place. */
export function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

/** `#rrggbb` with an opacity from 0 to 1. */
export function faded(color: string, opacity: number): string {
  if (opacity >= 1) return color;
  return (
    color +
    Math.round(opacity * 255)
      .toString(16)
      .padStart(2, '0')
  );
}

const SYLLABICS = /[\u1400-\u167f\u18b0-\u18ff]/;

/** The family for signs and numbers on the canvas. */
export const FONT = '"BC Sans", sans-serif';

/** The families for a name: the file of syllabics is fetched only for a name that has some. */
export function fontFor(name: string): string {
  return SYLLABICS.test(name) ? '"BC Sans", "BC Sans Syllabics", sans-serif' : FONT;
}
