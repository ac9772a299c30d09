import { NO_ANSWER } from '../../api/client';
import type { ProblemDetails } from '../../api/wire';
import { duration, units } from '../../i18n/i18n';
import { DataText } from '../../ui/DataText';
import { w } from './words';

const TOO_MANY = 429;

/** "30 seconds", or whole minutes from two on. */
export function waitWords(seconds: number): string {
  return seconds < 120 ? units(seconds, 'second') : duration(Math.ceil(seconds / 60));
}

/** Why it did not work, in the page's words where it has some, else in the server's. */
export function refusalWords(problem: ProblemDetails, own: Readonly<Record<number, string>>): string | null {
  const words = own[problem.status];
  if (words !== undefined) return words;
  if (problem.status === NO_ANSWER) return w('refused.0');
  if (problem.status !== TOO_MANY) return null;
  const wait = problem.retry_after ?? null;
  return wait === null ? w('refused.429.unknown') : w('refused.429', { wait: waitWords(wait) });
}

export function Refused({
  problem,
  own,
}: {
  problem: ProblemDetails | null;
  own: Readonly<Record<number, string>>;
}) {
  if (problem === null) return null;
  const words = refusalWords(problem, own);
  return (
    <p class="trouble" role="alert" data-status={problem.status}>
      {words ?? (
        <>
          {w('refused.other')} <DataText text={problem.detail ?? problem.title} />
        </>
      )}
    </p>
  );
}

/** What the server says about one field, by its pointer. */
export function faultsAt(problem: ProblemDetails | null, pointer: string): string[] {
  return (problem?.errors ?? []).filter((e) => e.pointer === pointer).map((e) => e.detail);
}
