import type { Bounds } from '../../api/priorities';

/** A bar from 0 to 1 for a number that stands beside it in words: full to its least, dashed on to its most. */
export function Meter({ of: { at_least, at_most } }: { of: Bounds }) {
  const [low, high] = [at_least, at_most].map((value) => Math.min(Math.max(value, 0), 1) * 100);
  return (
    <svg
      class="meter"
      viewBox="0 0 100 10"
      width="100%"
      height="10"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect class="meter-ground" x="0" y="0" width="100" height="10" />
      <rect class="meter-least" x="0" y="0" width={low} height="10" />
      {high !== undefined && low !== undefined && high > low && (
        <rect class="meter-most" x={low} y="1" width={high - low} height="8" />
      )}
    </svg>
  );
}
