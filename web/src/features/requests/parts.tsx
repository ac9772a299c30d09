import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { AskedFor, Evidence } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { dateName, listed, t, tData } from '../../i18n/i18n';
import { START } from '../../state/address';
import { definition, pack } from '../../state/store';
import { DataText } from '../../ui/DataText';
import { PageLink } from '../../ui/PageLink';
import { askedOn, standingOf } from './register';
import { placeName, regionName } from './state';
import { w } from './words';

const SIGNS: Record<string, string> = {
  draft: '…',
  submitted: '→',
  acknowledged: '◦',
  under_review: '?',
  accepted: '+',
  declined: '×',
  in_delivery: '»',
  fulfilled: '✓',
  withdrawn: '–',
  open: '→',
  partly_met: '±',
  met: '✓',
  unknown: '?',
};

/** How a request stands, as a sign and a word; never as a colour alone. */
export function StateMark({ of }: { of: Pick<AskedFor, 'state' | 'status'> }) {
  const standing = standingOf(of);
  return (
    <span class={`state state-${standing}`} data-state={standing}>
      <span class="state-sign" aria-hidden="true">
        {SIGNS[standing] ?? '·'}
      </span>
      {tData('requests.status', standing)}
    </span>
  );
}

/** "Délı̨nę and Tulita", "the region Sahtu". */
export function whereWords(of: Pick<AskedFor, 'communities' | 'regions'>): string {
  const regions = of.regions.map((id) =>
    id === pack.value?.id ? w('where.territory') : w('where.region', { name: regionName(id) }),
  );
  const all = [...of.communities.map(placeName), ...regions];
  return all.length === 0 ? w('where.unsaid') : listed(all);
}

/** What somebody wrote in their own words: every letter, space and line as it was typed. */
export function OwnWords({ text, lang = '' }: { text: string; lang?: string }) {
  return (
    <p class="own-words" lang={lang} dir="auto">
      {text}
    </p>
  );
}

/** Words of a request: of a call from the public record in English, else in a language that nobody noted. */
export function wordsLang(of: Pick<AskedFor, 'origin'>): string {
  return of.origin === 'public_record' ? 'en' : '';
}

/** Only addresses of the web are links; anything else stays text. */
export function isWebAddress(address: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol);
  } catch {
    return false;
  }
}

export function WebLink({ address, children }: { address: string; children?: ComponentChildren }) {
  const words = children === undefined || children === '' ? address : children;
  if (!isWebAddress(address)) return <span>{words}</span>;
  return (
    <a href={address} rel="noreferrer noopener" target="_blank">
      {words}
    </a>
  );
}

export function EvidenceList({ of }: { of: readonly Evidence[] }) {
  return (
    <ul>
      {of.map((one) => (
        <li key={`${one.url} ${one.title}`} lang="">
          <WebLink address={one.url}>{one.title}</WebLink>
        </li>
      ))}
    </ul>
  );
}

/** Where the gap that a request is about can be seen: each standard for its kind of help, each of its places. */
export function GapLinks({ of }: { of: AskedFor }) {
  const standards = (definition.value?.standards ?? []).filter((s) =>
    s.service_types.includes(of.service_type),
  );
  const [standard] = standards;
  if (standard === undefined) return <p class="hint">{w('gap.none')}</p>;
  const to = {
    ...START,
    view: 'map',
    standard: standard.id,
    layers: ['links', 'services', 'requests'],
  } as const;
  return (
    <p class="gap-links">
      {of.communities.length === 0 ? (
        <PageLink to={to}>{w('gap.territory')}</PageLink>
      ) : (
        of.communities.map((community) => (
          <PageLink key={community} to={{ ...to, community }}>
            {w('gap.place', { name: placeName(community) })}
          </PageLink>
        ))
      )}
    </p>
  );
}

/** By whom and since when, in one line. */
export function askedWords(of: AskedFor): string {
  const on = askedOn(of);
  const undated = of.state === 'draft' ? 'asked.not_yet' : 'asked.undated';
  const parts = [on === null ? w(undated) : w('asked.on', { date: dateName(on) })];
  if (of.since !== null) parts.push(w('needed.since', { date: dateName(of.since) }));
  return parts.join(' · ');
}

export function Asker({ of }: { of: AskedFor }) {
  return (
    <bdi lang={wordsLang(of)} class="asker">
      {of.requested_by}
    </bdi>
  );
}

export function Answers({ of, lastOnly = false }: { of: AskedFor; lastOnly?: boolean }) {
  const shown = lastOnly ? of.answers.slice(-1) : of.answers;
  if (shown.length === 0) return lastOnly ? null : <p>{w('answers.none')}</p>;
  return (
    <ol class="answers">
      {shown.map((one) => (
        <li key={`${one.on} ${one.state}`}>
          <p>
            <StateMark of={{ state: one.state, status: null }} />{' '}
            <small>{w('answer.on', { date: dateName(one.on) })}</small>
          </p>
          {one.reason !== null && one.reason !== '' && <OwnWords text={one.reason} />}
        </li>
      ))}
    </ol>
  );
}

const OWN_WORDS = [0, 401, 403, 404, 409, 410, 412, 429] as const;

/** What the server's refusal means here: in the page's own words where it has some, then in the server's. */
export function Refusal({ problem, children }: { problem: ProblemDetails; children?: ComponentChildren }) {
  const own = OWN_WORDS.find((status) => status === problem.status);
  const shown = useRef<HTMLDivElement>(null);
  // A long form may have it out of sight of whoever pressed the button.
  useEffect(() => shown.current?.scrollIntoView({ block: 'center' }), [problem]);
  return (
    <div class="trouble refusal" role="alert" data-status={problem.status} ref={shown}>
      <p>
        <strong>{w('refused')}</strong> {own === undefined ? '' : w(`refused.${own}`)}{' '}
        {own === undefined && problem.detail !== null && <DataText text={problem.detail} />}
      </p>
      {children}
    </div>
  );
}

export function Loading() {
  return <p class="hint">{t('app.loading')}</p>;
}
