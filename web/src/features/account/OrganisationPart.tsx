import { type Organisation, organisationPath, setOut } from '../../api/session';
import { lang } from '../../i18n/lang';
import { latest } from '../../state/resource';
import { useResource } from '../../state/useResource';
import { useSubmitting } from './form';
import { Refused } from './refusal';
import type { End } from './returned';
import { w } from './words';

/** Why whoever has come back is not signed in. The subject is the server's to say: an address could be anybody's. */
function NotIn({ end, label, subject }: { end: Exclude<End, 'in'>; label: string; subject: string | null }) {
  return (
    <div class="trouble" role="alert" data-end={end}>
      <p>{w(`organisation.${end}`, { label })}</p>
      {end === 'unlinked' && subject !== null && (
        <>
          <p>{w('organisation.subject')}</p>
          <p>
            <code class="subject" lang="">
              {subject}
            </code>
          </p>
        </>
      )}
    </div>
  );
}

/** The other way in, by the word of one's organisation; nothing where the server believes none. */
export function OrganisationPart({ end }: { end: End | null }) {
  const found = latest(useResource<Organisation>(organisationPath).loaded.value);
  const { busy, problem, run } = useSubmitting();
  if (found === null || found.label === null) return null;
  const { label, subject } = found;
  return (
    <div class="organisation">
      {end !== null && end !== 'in' && problem.value === null && (
        <NotIn end={end} label={label} subject={subject} />
      )}
      <Refused problem={problem.value} own={{ 503: w('organisation.away', { label }) }} />
      <p>
        <button
          type="button"
          class="primary by-organisation"
          aria-busy={busy.value}
          onClick={() =>
            run(async () => {
              // The whole page goes there: nothing of it is asked of another host.
              window.location.assign(await setOut(lang.peek()));
            })
          }
        >
          {w('organisation.do', { label })}
        </button>
      </p>
      <p class="hint">{w('organisation.or')}</p>
    </div>
  );
}
