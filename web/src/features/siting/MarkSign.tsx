import type { ChangeMark } from '../../map/look';
import { ChangeSign } from '../../ui/ChangeSign';
import { OutcomeMark } from '../../ui/OutcomeMark';
import type { SitedMark } from './marks';

const SIZE = 18;

/** The mark of a place as the map draws it, always beside its words. */
export function Mark({ of }: { of: SitedMark }) {
  switch (of) {
    case 'picked':
      return (
        <svg class="mark mark-picked" viewBox="-12 -12 24 24" width={SIZE} height={SIZE} aria-hidden="true">
          <circle r="10" />
          <text y="4.5">1</text>
        </svg>
      );
    case 'met':
    case 'unmet':
      return <OutcomeMark outcome={of} size={SIZE} />;
    case 'better':
    case 'same':
      return <ChangeSign of={of satisfies ChangeMark} size={SIZE} />;
  }
}
