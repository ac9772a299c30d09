import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { type Me, signIn } from '../../api/session';
import { remembered } from '../../state/me';
import { useSubmitting } from './form';
import { OrganisationPart } from './OrganisationPart';
import { PasswordField } from './PasswordField';
import { Refused } from './refusal';
import type { End } from './returned';
import { w } from './words';

export function SignInForm({ done, end = null }: { done: (who: Me) => void; end?: End | null }) {
  const id = useId();
  const name = useSignal(remembered.peek()?.name ?? '');
  const password = useSignal('');
  const { busy, problem, run } = useSubmitting();

  return (
    <>
      <p class="lead">{w('signin.lead')}</p>
      <OrganisationPart end={end} />
      <form
        class="account-form"
        aria-label={w('signin.title')}
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            const who = await signIn(name.peek(), password.peek());
            password.value = '';
            done(who);
          });
        }}
      >
        <div class="field">
          <label for={id}>{w('name')}</label>
          <input
            id={id}
            type="text"
            required
            autocomplete="username"
            autocapitalize="none"
            spellcheck={false}
            value={name.value}
            onInput={(event) => {
              name.value = event.currentTarget.value;
            }}
          />
        </div>
        <PasswordField
          label={w('password')}
          value={password.value}
          write={(text) => {
            password.value = text;
          }}
        />
        <Refused problem={problem.value} own={{ 401: w('signin.refused.401') }} />
        <p>
          <button type="submit" class="primary" aria-busy={busy.value}>
            {w('signin.do')}
          </button>
        </p>
      </form>
      <p class="hint">{w('signin.link')}</p>
    </>
  );
}
