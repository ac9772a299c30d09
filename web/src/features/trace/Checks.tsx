import type { Check, Fact } from '../../api/trace';
import type { Tri } from '../../api/wire';
import { dateName, t } from '../../i18n/i18n';
import { Cited } from '../community/Sources';
import { SIGNS } from '../community/Ways';
import { asksWords, factValue, fieldWords, foundWords, w } from './words';

/** A verdict as a sign; its word stands beside it. */
export function Sign({ of }: { of: Tri }) {
  return (
    <span class={`way-sign sign-${of}`} aria-hidden="true">
      {SIGNS[of]}
    </span>
  );
}

function FactItem({ of }: { of: Fact }) {
  const about: string[] = [];
  if (of.observed !== null) about.push(w('fact.seen', { date: dateName(of.observed) }));
  // How well nothing is documented says nothing.
  if (of.value !== null) about.push(t(`confidence.${of.confidence ?? 'unknown'}`));
  return (
    <li class={of.value === null ? 'missing' : undefined}>
      <span lang="en">{of.name}</span>, {fieldWords(of.field)}: <strong>{factValue(of)}</strong>
      {about.length > 0 && <small> ({about.join('; ')})</small>} <Cited keys={of.sources} />
    </li>
  );
}

function CheckItem({ of }: { of: Check }) {
  const found = foundWords(of);
  return (
    <li class="check" data-requirement={of.requirement} data-verdict={of.verdict}>
      <Sign of={of.verdict} />
      <div>
        <p>
          {asksWords(of)} <strong>{w(`verdict.${of.verdict}`)}</strong>
          {found !== '' && <>; {found}</>}
        </p>
        {of.facts.length > 0 && (
          <ul class="trace-facts">
            {of.facts.map((fact, index) => (
              <FactItem key={`${fact.record} ${fact.id} ${fact.field} ${index}`} of={fact} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** Requirements, each with what it asks, what was found, the verdict as sign and word, and the facts behind it. */
export function Checks({ of }: { of: readonly Check[] }) {
  return (
    <ul class="checks">
      {of.map((check, index) => (
        <CheckItem key={`${check.requirement} ${index}`} of={check} />
      ))}
    </ul>
  );
}
