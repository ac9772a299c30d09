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

export const FONT = '"BC Sans", sans-serif';
