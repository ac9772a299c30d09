import type { ChangeMark } from '../map/look';
import './change.css';

/** The mark of a change: the map draws the same one (`map/symbols.ts`). Always beside its words. */
export function ChangeSign({ of, size = 20 }: { of: ChangeMark; size?: number }) {
  return (
    <svg
      class={`mark change change-${of}`}
      viewBox="-12 -12 24 24"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <circle r="10" />
      <Shape of={of} />
    </svg>
  );
}

function Shape({ of }: { of: ChangeMark }) {
  switch (of) {
    case 'better':
      return <path class="sign" d="M0 5 V-5 M-3.5 -1.5 L0 -5 L3.5 -1.5" />;
    case 'worse':
      return <path class="sign" d="M0 -5 V5 M-3.5 1.5 L0 5 L3.5 1.5" />;
    case 'mixed':
      return <path class="sign" d="M-3.5 5 V-5 M-6 -2.5 L-3.5 -5 L-1 -2.5 M3.5 -5 V5 M1 2.5 L3.5 5 L6 2.5" />;
    case 'unclear':
      return <path class="sign" d="M-3.2 -2.6 C-3.2 -7.4 3.6 -7 3.4 -2.6 C3.2 0 0 0 0 3 M0 6.2 V6.4" />;
    case 'same':
      return null;
  }
}
