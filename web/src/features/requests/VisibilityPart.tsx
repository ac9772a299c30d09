import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Tagged } from '../../api/client';
import { type AskedFor, correct, type Visibility } from '../../api/requests';
import type { ProblemDetails } from '../../api/wire';
import { askAnew, problemOf } from '../../state/resource';
import { announcement } from '../../state/store';
import { Refusal } from './parts';
import { w } from './words';

/** The owner says who may see it; what it says holds from then on. */
export function VisibilityPart({ of, choices }: { of: Tagged<AskedFor>; choices: readonly Visibility[] }) {
  const name = useId();
  const picked = useSignal<Visibility | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<ProblemDetails | null>(null);
  const { value, etag } = of;
  const chosen = picked.value ?? value.visibility;

  async function save(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (busy.peek() || chosen === value.visibility) return;
    busy.value = true;
    problem.value = null;
    try {
      await correct(value.id, { visibility: chosen }, etag);
      picked.value = null;
      announcement.value = w('visibility.done', { who: w(`visibility.${chosen}`) });
      askAnew();
    } catch (error) {
      problem.value = problemOf(error);
      // What is on record now is shown; the choice is still there to be made on it.
      if (problem.value.status === 412) askAnew();
    } finally {
      busy.value = false;
    }
  }

  return (
    <section class="visibility" aria-labelledby={`${name}-title`}>
      <h3 id={`${name}-title`}>{w('visibility.title')}</h3>
      <form onSubmit={save} aria-label={w('visibility.title')}>
        {choices.map((one) => (
          <label class="radio" key={one}>
            <input
              type="radio"
              name={name}
              value={one}
              checked={chosen === one}
              onChange={() => {
                picked.value = one;
              }}
            />
            <span>
              {w(`visibility.${one}`)} <small class="hint">{w(`visibility.${one}.what`)}</small>
            </span>
          </label>
        ))}
        {problem.value !== null && <Refusal problem={problem.value} />}
        <p>
          <button type="submit" aria-busy={busy.value} disabled={chosen === value.visibility}>
            {w('visibility.do')}
          </button>
        </p>
      </form>
    </section>
  );
}
