import { NO_ANSWER } from '../api/client';
import type { ProblemDetails } from '../api/wire';
import { t } from '../i18n/i18n';

const NOT_FOUND = 404;

function words(problem: ProblemDetails): string {
  if (problem.status === NO_ANSWER) return t('problem.no_answer');
  if (problem.status === NOT_FOUND) return t('problem.not_found');
  return problem.detail ?? problem.title;
}

/** A failure in words, with what the server said about each part and a way to try again. */
export function Trouble({ problem, retry }: { problem: ProblemDetails; retry: () => void }) {
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{t('problem.title')}.</strong> {words(problem)}
      </p>
      {problem.errors.length > 0 && (
        <ul>
          {problem.errors.map((e) => (
            <li key={e.pointer + e.detail}>{e.detail}</li>
          ))}
        </ul>
      )}
      {problem.status !== NOT_FOUND && (
        <button type="button" onClick={retry}>
          {t('problem.retry')}
        </button>
      )}
    </div>
  );
}
