import { useSignal } from '@preact/signals';
import { changePassword, type Me, signOut } from '../../api/session';
import { formatAddress, START } from '../../state/address';
import { left } from '../../state/me';
import { address, pack } from '../../state/store';
import { AccountsPart, OwnAccountsPart } from './AccountsPart';
import { useSubmitting } from './form';
import { PasswordField } from './PasswordField';
import { faultsAt, Refused } from './refusal';
import { TokensPart } from './TokensPart';
import { w } from './words';

function ChangePassword() {
  const now = useSignal('');
  const changed = useSignal('');
  const done = useSignal(false);
  const { busy, problem, run } = useSubmitting();
  return (
    <details class="change-password">
      <summary>{w('change.title')}</summary>
      <form
        class="account-form"
        aria-label={w('change.title')}
        onSubmit={(event) => {
          event.preventDefault();
          done.value = false;
          run(async () => {
            await changePassword(now.peek(), changed.peek());
            now.value = '';
            changed.value = '';
            done.value = true;
          });
        }}
      >
        <p class="hint">{w('change.lead')}</p>
        <PasswordField
          label={w('change.now')}
          faults={faultsAt(problem.value, '/password')}
          value={now.value}
          write={(text) => {
            now.value = text;
          }}
        />
        <PasswordField
          label={w('claim.new')}
          hint={w('claim.hint')}
          fresh
          faults={faultsAt(problem.value, '/new_password')}
          value={changed.value}
          write={(text) => {
            changed.value = text;
          }}
        />
        <Refused problem={problem.value} own={{ 422: w('change.refused.422') }} />
        <p>
          <button type="submit" class="primary" aria-busy={busy.value}>
            {w('change.do')}
          </button>
        </p>
        <p role="status">{done.value ? w('change.done') : ''}</p>
      </form>
    </details>
  );
}

/** Who is signed in, as what, and the way out. */
export function MePart({ me }: { me: Me }) {
  const government = pack.value?.governments.find((one) => one.id === me.government)?.name ?? me.government;
  const { busy, problem, run } = useSubmitting();
  return (
    <>
      <dl class="facts">
        <dt>{w('me.name')}</dt>
        <dd>
          <bdi lang="">{me.name}</bdi>
        </dd>
        <dt>{w('me.roles')}</dt>
        {me.roles.map((role) => (
          <dd key={role}>{w.data('role', role) ?? role}</dd>
        ))}
        {government !== null && (
          <>
            <dt>{w('me.government')}</dt>
            <dd>
              <bdi lang="">{government}</bdi>
            </dd>
          </>
        )}
      </dl>
      {problem.value !== null && (
        <p class="trouble" role="alert">
          {w('me.sign_out.failed')}
        </p>
      )}
      <p class="actions">
        <button
          type="button"
          class="sign-out"
          aria-busy={busy.value}
          onClick={() =>
            run(async () => {
              await signOut();
              left();
              // A fresh page: nothing that was read while signed in stays in this one's memory.
              window.location.assign(`/${formatAddress({ ...START, lang: address.peek().lang })}`);
            })
          }
        >
          {w('me.sign_out')}
        </button>
      </p>
      <p class="hint">{w('me.ends')}</p>
      <ChangePassword />
      {/* A desk has no account of its own, and so no keys. */}
      {me.may.includes('keep_own_account') && <TokensPart />}
      {me.may.includes('manage_accounts') && me.may.includes('keep_own_account') && <AccountsPart me={me} />}
      {me.government !== null && !me.may.includes('manage_accounts') && <OwnAccountsPart me={me} />}
    </>
  );
}
