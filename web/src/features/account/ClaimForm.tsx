import { useSignal } from '@preact/signals';
import { claimLink, type Me } from '../../api/session';
import { useSubmitting } from './form';
import { PasswordField } from './PasswordField';
import { faultsAt, Refused } from './refusal';
import { w } from './words';

/** A one-time link sets the password: for a new account, or where the old one is forgotten. */
export function ClaimForm({
  secret,
  done,
  leave,
}: {
  secret: string;
  done: (who: Me) => void;
  leave: () => void;
}) {
  const password = useSignal('');
  const { busy, problem, run } = useSubmitting();
  return (
    <>
      <p class="lead">{w('claim.lead')}</p>
      <form
        class="account-form"
        aria-label={w('claim.title')}
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            const who = await claimLink(secret, password.peek());
            password.value = '';
            done(who);
          });
        }}
      >
        <PasswordField
          label={w('claim.new')}
          hint={w('claim.hint')}
          fresh
          faults={faultsAt(problem.value, '/password')}
          value={password.value}
          write={(text) => {
            password.value = text;
          }}
        />
        <Refused problem={problem.value} own={{ 410: w('claim.refused.410'), 422: w('claim.refused.422') }} />
        <p class="actions">
          <button type="submit" class="primary" aria-busy={busy.value}>
            {w('claim.do')}
          </button>
          <button type="button" onClick={leave}>
            {w('claim.to_signin')}
          </button>
        </p>
      </form>
    </>
  );
}
