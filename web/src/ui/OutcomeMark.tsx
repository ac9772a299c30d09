import type { Outcome } from '../api/wire';

/**
 * The mark of an outcome: a shape inside the circle as well as a colour, so that neither colour vision
 * nor a colour printer is needed. The map draws the same marks (`map/symbols.ts`). Always beside its word.
 */
export function OutcomeMark({ outcome, size = 20 }: { outcome: Outcome; size?: number }) {
  return (
    <svg class={`mark mark-${outcome}`} viewBox="-12 -12 24 24" width={size} height={size} aria-hidden="true">
      <circle r="10" />
      <MarkShape outcome={outcome} />
    </svg>
  );
}

function MarkShape({ outcome }: { outcome: Outcome }) {
  switch (outcome) {
    case 'met':
      return <path class="sign" d="M-5 0.5 L-1.5 4 L5.5 -4" />;
    case 'partly_met':
      return <path class="half" d="M0 -10 A10 10 0 0 0 0 10 Z" />;
    case 'unmet':
      return <path class="sign" d="M-4.5 -4.5 L4.5 4.5 M4.5 -4.5 L-4.5 4.5" />;
    case 'unknown':
      return <path class="sign" d="M-3.2 -2.6 C-3.2 -7.4 3.6 -7 3.4 -2.6 C3.2 0 0 0 0 3 M0 6.2 V6.4" />;
  }
}
