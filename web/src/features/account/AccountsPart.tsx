import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import {
  type Account,
  accountsPath,
  addAccount,
  disableAccount,
  type InvitedAccount,
  newLink,
  ROLES,
} from '../../api/access';
import type { Me, Role } from '../../api/session';
import { compareText, dateName, listed } from '../../i18n/i18n';
import { momentName } from '../../i18n/moment';
import { askAnew, latest } from '../../state/resource';
import { announcement, pack } from '../../state/store';
import { useResource } from '../../state/useResource';
import { Sure } from '../../ui/Sure';
import { Trouble } from '../../ui/Trouble';
import { useSubmitting } from './form';
import { Copied, Once } from './Once';
import { faultsAt, Refused } from './refusal';
import { w } from './words';

function governmentName(id: string): string {
  return pack.value?.governments.find((one) => one.id === id)?.name ?? id;
}

/** Those who can sign in first, each by its name. */
function inOrder(accounts: readonly Account[]): Account[] {
  const isOff = (one: Account) => Number(one.disabled_on !== null);
  return [...accounts].sort((a, b) => isOff(a) - isOff(b) || compareText(a.name, b.name));
}

/** Whether somebody can sign in to it, and since when not. */
function standing(of: Account): string {
  if (of.disabled_on !== null) return w('account.disabled', { date: dateName(of.disabled_on) });
  const date = dateName(of.added_on);
  if (of.oidc_subject !== null) return w('account.linked', { date, subject: of.oidc_subject });
  return of.has_password ? w('account.added', { date }) : w('account.unclaimed');
}

function AccountWords({ of, mine }: { of: Account; mine: boolean }) {
  const roles = listed(of.roles.map((role) => w.data('role.short', role) ?? role));
  return (
    <>
      <p>
        <strong>
          <bdi lang="">{of.name}</bdi>
        </strong>
        {mine && <> {w('account.you')}</>}
      </p>
      <p class="hint">
        {roles}
        {of.government !== null && (
          <>
            {' · '}
            <bdi lang="">{governmentName(of.government)}</bdi>
          </>
        )}
        {' · '}
        {standing(of)}
      </p>
    </>
  );
}

function AccountItem({
  of,
  mine,
  invited,
  changed,
}: {
  of: Account;
  mine: boolean;
  invited: (of: InvitedAccount) => void;
  /** After its buttons have become others. */
  changed: () => void;
}) {
  const { busy, problem, run } = useSubmitting();
  const off = of.disabled_on !== null;
  const turn = (disabled: boolean) =>
    run(async () => {
      await disableAccount(of.id, disabled);
      announcement.value = w(disabled ? 'account.off.done' : 'account.on.done', { name: of.name });
      askAnew();
      changed();
    });
  return (
    <li class="kept-item" data-account={of.name} data-off={off}>
      <AccountWords of={of} mine={mine} />
      <Refused problem={problem.value} own={{ 409: w('account.last') }} />
      {/* Whoever would shut themselves out asks somebody else to. */}
      {!mine && (
        <p class="actions">
          {off ? (
            <button type="button" aria-busy={busy.value} onClick={() => turn(false)}>
              {w('account.on')}
              <span class="visually-hidden">, {of.name}</span>
            </button>
          ) : (
            <>
              <Sure
                open={w('account.link')}
                of={of.name}
                what={w('account.link.sure')}
                act={w('account.link.do')}
                leave={w('leave')}
                danger={false}
                busy={busy.value}
                run={() => run(async () => invited(await newLink(of.id)))}
              />
              <Sure
                open={w('account.off')}
                of={of.name}
                what={w('account.off.sure')}
                act={w('account.off.do')}
                leave={w('leave')}
                busy={busy.value}
                run={() => turn(true)}
              />
            </>
          )}
        </p>
      )}
    </li>
  );
}

function NewAccount({ done }: { done: (made: InvitedAccount) => void }) {
  const id = useId();
  const name = useSignal('');
  const roles = useSignal<Role[]>([]);
  const government = useSignal('');
  const { busy, problem, run } = useSubmitting();
  const faults = faultsAt(problem.value, '/name');
  const speaks = roles.value.includes('government');
  const governments = [...(pack.value?.governments ?? [])].sort((a, b) => compareText(a.name, b.name));
  return (
    <form
      class="account-form new-account"
      aria-label={w('account.new')}
      onSubmit={(event) => {
        event.preventDefault();
        run(async () => {
          const speaksFor = roles.peek().includes('government') ? government.peek() : null;
          done(await addAccount(name.peek(), roles.peek(), speaksFor));
          name.value = '';
          roles.value = [];
          government.value = '';
        });
      }}
    >
      <div class="field">
        <label for={`${id}-name`}>{w('name')}</label>
        <p class="hint" id={`${id}-hint`}>
          {w('account.name.hint')}
        </p>
        <input
          id={`${id}-name`}
          type="text"
          required
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={name.value}
          aria-describedby={`${id}-hint ${id}-faults`}
          aria-invalid={faults.length > 0}
          onInput={(event) => {
            name.value = event.currentTarget.value;
          }}
        />
        {faults.length > 0 && (
          <ul class="field-faults" id={`${id}-faults`}>
            {faults.map((fault) => (
              <li key={fault} lang="en">
                {fault}
              </li>
            ))}
          </ul>
        )}
      </div>
      <fieldset class="field">
        <legend>{w('account.roles')}</legend>
        {ROLES.map((role) => (
          <label class="radio" key={role}>
            <input
              type="checkbox"
              value={role}
              checked={roles.value.includes(role)}
              onChange={(event) => {
                const others = roles.peek().filter((one) => one !== role);
                roles.value = event.currentTarget.checked ? [...others, role] : others;
              }}
            />
            <span>{w(`role.${role}`)}</span>
          </label>
        ))}
      </fieldset>
      {speaks && (
        <div class="field">
          <label for={`${id}-government`}>{w('me.government')}</label>
          <select
            id={`${id}-government`}
            required
            value={government.value}
            onChange={(event) => {
              government.value = event.currentTarget.value;
            }}
          >
            <option value="">{w('account.government.choose')}</option>
            {governments.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
          <p class="hint">{w('account.government.hint')}</p>
        </div>
      )}
      {faults.length === 0 && <Refused problem={problem.value} own={{}} />}
      <p class="actions">
        <button
          type="submit"
          class="primary"
          aria-busy={busy.value}
          disabled={
            name.value.trim() === '' || roles.value.length === 0 || (speaks && government.value === '')
          }
        >
          {w('account.make')}
        </button>
      </p>
    </form>
  );
}

/** A link that was just made, with the words to hand it over. */
function Invitation({ of, done }: { of: InvitedAccount; done: () => void }) {
  const when = momentName(of.link_expires_at);
  // A server that was not told under which address it is reached names none: it is this one.
  const link = new URL(of.link, window.location.href).href;
  return (
    <Once title={w('invited.title', { name: of.name })} done={done}>
      <p>{w('invited.words', { when })}</p>
      <Copied label={w('invited.link')} text={link} />
      <Copied long label={w('invited.message')} text={w('invited.text', { name: of.name, link, when })} />
    </Once>
  );
}

/** Everybody who can sign in, for those who keep accounts. */
export function AccountsPart({ me }: { me: Me }) {
  const resource = useResource<{ accounts: Account[] }>(accountsPath);
  const made = useSignal<InvitedAccount | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = resource.loaded.value;
  const accounts = latest(loaded)?.accounts;
  const invited = (of: InvitedAccount) => {
    made.value = of;
    askAnew();
  };
  return (
    <section class="accounts" aria-labelledby="accounts-title">
      <h3 id="accounts-title" ref={heading} tabIndex={-1}>
        {w('accounts.title')}
      </h3>
      <p>{w('accounts.lead')}</p>
      {made.value !== null && (
        <Invitation
          key={made.value.link}
          of={made.value}
          done={() => {
            made.value = null;
            heading.current?.focus();
          }}
        />
      )}
      {made.value === null && (
        <details>
          <summary>{w('account.new')}</summary>
          <NewAccount done={invited} />
        </details>
      )}
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={resource.retry} />}
      {accounts !== undefined && (
        <ul class="kept-list">
          {inOrder(accounts).map((one) => (
            <AccountItem
              key={one.id}
              of={one}
              mine={one.name === me.name}
              invited={invited}
              changed={() => heading.current?.focus()}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

/** For a government: every account that acts in its name, so that none passes unseen. */
export function OwnAccountsPart({ me }: { me: Me }) {
  const resource = useResource<{ accounts: Account[] }>(accountsPath);
  const loaded = resource.loaded.value;
  const accounts = latest(loaded)?.accounts;
  return (
    <section class="accounts" aria-labelledby="accounts-title">
      <h3 id="accounts-title">{w('own_accounts.title')}</h3>
      <p>{w('own_accounts.lead')}</p>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={resource.retry} />}
      {accounts !== undefined && (
        <ul class="kept-list">
          {inOrder(accounts).map((one) => (
            <li key={one.id} class="kept-item" data-account={one.name}>
              <AccountWords of={one} mine={one.name === me.name} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
