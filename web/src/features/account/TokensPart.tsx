import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import {
  endToken,
  type MadeToken,
  makeToken,
  SCOPES,
  type Scope,
  type Token,
  tokensPath,
} from '../../api/access';
import { dateName, number } from '../../i18n/i18n';
import { dayOf } from '../../i18n/moment';
import { askAnew, latest } from '../../state/resource';
import { announcement } from '../../state/store';
import { useResource } from '../../state/useResource';
import { Sure } from '../../ui/Sure';
import { Trouble } from '../../ui/Trouble';
import { useSubmitting } from './form';
import { Copied, Once } from './Once';
import { faultsAt, Refused } from './refusal';
import { w } from './words';

const DAYS = [30, 90, 180, 365] as const;
const USUAL = 90;

/** The day so many days from now. */
function dayIn(days: number): string {
  const moment = new Date();
  moment.setDate(moment.getDate() + days);
  return dayOf(moment);
}

function scopesWords(scopes: readonly Scope[]): string {
  return w(scopes.length === SCOPES.length ? 'scope.both' : `scope.${scopes[0] ?? 'read'}`);
}

function TokenItem({ of, gone }: { of: Token; gone: () => void }) {
  const { busy, problem, run } = useSubmitting();
  const over = of.expires_on < dayOf(new Date());
  return (
    <li class="kept-item" data-token={of.prefix}>
      <p>
        <strong>
          <bdi lang="">{of.label}</bdi>
        </strong>{' '}
        <code>{of.prefix}…</code>
      </p>
      <p class="hint">
        {[
          scopesWords(of.scopes),
          w(over ? 'token.over' : 'token.until', { date: dateName(of.expires_on) }),
          of.last_used_on === null ? w('token.unused') : w('token.used', { date: dateName(of.last_used_on) }),
        ].join(' · ')}
      </p>
      <Refused problem={problem.value} own={{}} />
      <p class="actions">
        <Sure
          open={w('token.end')}
          of={of.label}
          what={w('token.end.sure')}
          act={w('token.end.do')}
          leave={w('leave')}
          busy={busy.value}
          run={() =>
            run(async () => {
              await endToken(of.id);
              announcement.value = w('token.ended', { name: of.label });
              askAnew();
              gone();
            })
          }
        />
      </p>
    </li>
  );
}

function NewToken({ done }: { done: (made: MadeToken) => void }) {
  const id = useId();
  const label = useSignal('');
  const scopes = useSignal<Scope[]>(['read']);
  const days = useSignal<number>(USUAL);
  const { busy, problem, run } = useSubmitting();
  const faults = [...faultsAt(problem.value, '/label'), ...faultsAt(problem.value, '/expires_on')];
  return (
    <form
      class="account-form new-token"
      aria-label={w('token.new')}
      onSubmit={(event) => {
        event.preventDefault();
        run(async () => {
          done(await makeToken(label.peek(), scopes.peek(), dayIn(days.peek())));
          label.value = '';
        });
      }}
    >
      <div class="field">
        <label for={`${id}-label`}>{w('token.label')}</label>
        <p class="hint" id={`${id}-hint`}>
          {w('token.label.hint')}
        </p>
        <input
          id={`${id}-label`}
          type="text"
          required
          autocomplete="off"
          value={label.value}
          aria-describedby={`${id}-hint`}
          aria-invalid={faults.length > 0}
          onInput={(event) => {
            label.value = event.currentTarget.value;
          }}
        />
      </div>
      <fieldset class="field">
        <legend>{w('token.scopes')}</legend>
        {SCOPES.map((scope) => (
          <label class="radio" key={scope}>
            <input
              type="checkbox"
              value={scope}
              checked={scopes.value.includes(scope)}
              onChange={(event) => {
                const others = scopes.peek().filter((one) => one !== scope);
                scopes.value = event.currentTarget.checked ? [...others, scope] : others;
              }}
            />
            <span>{w(`scope.${scope}.what`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="field">
        <label for={`${id}-days`}>{w('token.days')}</label>
        <select
          id={`${id}-days`}
          value={days.value}
          onChange={(event) => {
            days.value = Number(event.currentTarget.value);
          }}
        >
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {w('token.days.of', { n: number(one), date: dateName(dayIn(one)) })}
            </option>
          ))}
        </select>
      </div>
      <Refused problem={problem.value} own={{}} />
      <p class="actions">
        <button
          type="submit"
          class="primary"
          aria-busy={busy.value}
          disabled={scopes.value.length === 0 || label.value.trim() === ''}
        >
          {w('token.make')}
        </button>
      </p>
    </form>
  );
}

/** Keys with which programs read or change in the name of this account. */
export function TokensPart() {
  const resource = useResource<{ tokens: Token[] }>(tokensPath);
  const made = useSignal<MadeToken | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = resource.loaded.value;
  const tokens = latest(loaded)?.tokens;
  return (
    <section class="tokens" aria-labelledby="tokens-title">
      <h3 id="tokens-title" ref={heading} tabIndex={-1}>
        {w('tokens.title')}
      </h3>
      <p>{w('tokens.lead')}</p>
      {loaded.state === 'failed' && <Trouble problem={loaded.problem} retry={resource.retry} />}
      {tokens?.length === 0 && <p class="hint">{w('tokens.none')}</p>}
      {tokens !== undefined && tokens.length > 0 && (
        <ul class="kept-list">
          {tokens.map((one) => (
            <TokenItem key={one.id} of={one} gone={() => heading.current?.focus()} />
          ))}
        </ul>
      )}
      {made.value === null ? (
        <details>
          <summary>{w('token.new')}</summary>
          <NewToken
            done={(token) => {
              made.value = token;
              askAnew();
            }}
          />
        </details>
      ) : (
        <Once
          title={w('token.once', { name: made.value.label })}
          done={() => {
            made.value = null;
            heading.current?.focus();
          }}
        >
          <p>{w('token.once.words')}</p>
          <Copied label={w('token.secret')} text={made.value.token} />
          <p class="hint">{w('token.use')}</p>
          <pre>
            <code>Authorization: Bearer {made.value.prefix}…</code>
          </pre>
        </Once>
      )}
    </section>
  );
}
