import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Sources as SourceTable } from '../../api/wire';
import { t } from '../../i18n/i18n';
import { type Citations, splitCited } from './citations';

export const CitationContext = createContext<Citations>(new Map());
/** What the ids of the list of sources begin with: a page may have more than one list. */
export const SourceIds = createContext('source');

/** "[3] [7]": links to the list of sources at the end of the panel. */
export function Cited({ keys }: { keys: readonly string[] }) {
  const citations = useContext(CitationContext);
  const ids = useContext(SourceIds);
  if (keys.length === 0) return null;
  return (
    <span class="cited">
      {keys.map((key) => {
        const n = citations.get(key);
        return n === undefined ? null : (
          <a key={key} href={`#${ids}-${n}`} aria-label={t('sources.one', { n })}>
            {n}
          </a>
        );
      })}
    </span>
  );
}

/** A text of a definition, with the sources it names as links. */
export function CitingText({ text }: { text: string }) {
  const citations = useContext(CitationContext);
  return (
    <>
      {splitCited(text, citations).map((part, index) =>
        typeof part === 'string' ? part : <Cited key={index} keys={part} />,
      )}
    </>
  );
}

/** Only web addresses become links; an address is data, and data must not run. */
function webAddress(url: string | null): string | null {
  return url !== null && /^https?:\/\//.test(url) ? url : null;
}

export function SourceList({ sources }: { sources: SourceTable }) {
  return (
    <section class="sources" aria-labelledby="sources-title">
      <h3 id="sources-title">{t('sources.title')}</h3>
      <SourceItems sources={sources} />
    </section>
  );
}

/** The sources cited, each under its number. */
export function SourceItems({ sources }: { sources: SourceTable }) {
  const citations = useContext(CitationContext);
  const ids = useContext(SourceIds);
  return (
    <ol>
      {[...citations].map(([key, n]) => {
        const source = sources[key];
        const url = webAddress(source?.url ?? null);
        return (
          <li key={key} id={`${ids}-${n}`} value={n} tabIndex={-1}>
            {source === undefined ? (
              t('sources.missing', { key })
            ) : (
              <span lang="en">
                {url === null ? (
                  source.title
                ) : (
                  <a href={url} rel="external noreferrer">
                    {source.title}
                  </a>
                )}
                {source.publisher !== null && source.publisher !== '' && <>. {source.publisher}</>}
                {source.date !== null && source.date !== '' && <>. {source.date}</>}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
