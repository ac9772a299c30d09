import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Check, Fact } from '../../api/trace';
import type { Tri } from '../../api/wire';
import { dateName, t } from '../../i18n/i18n';
import { names } from '../../state/store';
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

function nameOf(community: string): string | null {
  return names.value.get(community)?.name ?? null;
}

/** The service that is being looked at: its name stands above and is not said again with each fact. */
export const Own = createContext<string | null>(null);

function FactItem({ of }: { of: Fact }) {
  const own = useContext(Own);
  const about: string[] = [];
  if (of.observed !== null) about.push(w('fact.seen', { date: dateName(of.observed) }));
  // How well nothing is documented says nothing.
  if (of.value !== null) about.push(t(`confidence.${of.confidence ?? 'unknown'}`));
  return (
    <li class={of.value === null ? 'missing' : undefined}>
      {of.id !== own && (
        <>
          <span lang="en">{of.name}</span>,{' '}
        </>
      )}
      {t('app.label', { name: fieldWords(of.field) })} <strong>{factValue(of, nameOf)}</strong>
      {about.length > 0 && <small> ({about.join('; ')})</small>} <Cited keys={of.sources} />
    </li>
  );
}

/** What records say, each with its source. */
export function Facts({ of }: { of: readonly Fact[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="trace-facts">
      {of.map((fact) => (
        <FactItem key={`${fact.record} ${fact.id} ${fact.field}`} of={fact} />
      ))}
    </ul>
  );
}

/** The legs of the way there are listed below it, with all that is known of them: here, only what is not. */
function isSaidHere(fact: Fact): boolean {
  return fact.record !== 'link' || fact.value === null;
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
        <Facts of={of.facts.filter(isSaidHere)} />
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
