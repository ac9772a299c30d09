import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Me } from '../../api/session';
import { t } from '../../i18n/i18n';
import { arrived, meResource, remembered } from '../../state/me';
import { latest } from '../../state/resource';
import { announcement } from '../../state/store';
import { Trouble } from '../../ui/Trouble';
import { ClaimForm } from './ClaimForm';
import { takeSecret } from './link';
import { MePart } from './MePart';
import { takeEnd } from './returned';
import { SignInForm } from './SignInForm';
import { w } from './words';
import './account.css';

function welcome(who: Me): void {
  arrived(who);
  announcement.value = w('welcome', { name: who.name });
}

/** Signing in, by password or by a one-time link, and who is signed in. */
export function AccountPage() {
  const [secret, setSecret] = useState(takeSecret);
  const [end] = useState(takeEnd);
  const claiming = useSignal(secret !== null);
  const heading = useRef<HTMLHeadingElement>(null);
  const loaded = meResource.loaded.value;
  const me = latest(loaded);
  const known = me !== null && me.role !== 'public';
  const state = claiming.value ? 'claim' : known ? 'me' : 'signin';
  const first = useRef(true);

  // Whoever has this page open and puts a link into the address stays on it: only what stands behind the sign is another.
  useEffect(() => {
    const look = () => {
      const given = takeSecret();
      if (given === null) return;
      setSecret(given);
      claiming.value = true;
    };
    window.addEventListener('hashchange', look);
    return () => window.removeEventListener('hashchange', look);
  }, [claiming]);

  // Whoever just signed in or out hears where that has led; whoever opens the page begins at its top.
  useLayoutEffect(() => {
    if (first.current) first.current = false;
    else heading.current?.focus();
  }, [state]);

  // Whoever comes back signed in has told this page nothing: it is the server that knows.
  const welcomed = useRef(end !== 'in');
  useEffect(() => {
    if (welcomed.current || me === null || !known) return;
    welcomed.current = true;
    welcome(me);
  }, [me, known]);

  if (me === null && state !== 'claim') {
    if (loaded.state === 'failed') return <Trouble problem={loaded.problem} retry={meResource.retry} />;
    return <p class="hint">{t('app.loading')}</p>;
  }
  return (
    <div class="account">
      <h2 ref={heading} tabIndex={-1}>
        {w(`${state}.title`)}
      </h2>
      {claiming.value && secret !== null && (
        <ClaimForm
          key={secret}
          secret={secret}
          done={(who) => {
            claiming.value = false;
            welcome(who);
          }}
          leave={() => {
            claiming.value = false;
          }}
        />
      )}
      {state === 'signin' && <SignInForm done={welcome} end={end} />}
      {state === 'me' && me !== null && <MePart me={me} />}
      {state === 'me' && remembered.value === null && (
        // This browser does not remember that anybody signed in: it may be a desk, which needs no account.
        <details class="as-another" open={end !== null && end !== 'in'}>
          <summary>{w('me.another')}</summary>
          <p>{w('me.desk')}</p>
          <SignInForm done={welcome} end={end} />
        </details>
      )}
    </div>
  );
}
