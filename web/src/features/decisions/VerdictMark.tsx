import type { Verdict } from '../../api/decisions';
import { w } from './words';
import './decisions.css';

const SIGNS: Record<Verdict, string> = { chosen: '+', deferred: '…', not_chosen: '×' };

/** What was decided, as a sign and a word; never as a colour alone. */
export function VerdictMark({ of }: { of: Verdict }) {
  return (
    <span class={`verdict verdict-${of}`} data-verdict={of}>
      <span class="verdict-sign" aria-hidden="true">
        {SIGNS[of]}
      </span>
      {w(`verdict.${of}`)}
    </span>
  );
}
