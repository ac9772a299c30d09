import type { Lang } from '../api/wire';
import { dateName, number, pick, t } from '../i18n/i18n';
import { lang } from '../i18n/lang';
import { type Address, formatAddress, START } from '../state/address';
import { remembered, signedIn, waitingToSend } from '../state/me';
import { address, definition, go, pack, packageResource } from '../state/store';
import { PageLinks } from './PageLinks';

const OWN_NAMES: Record<Lang, string> = { en: 'English', fr: 'Français' };

function LanguageLink({ to }: { to: Lang }) {
  const href = formatAddress({ ...address.value, lang: to });
  return (
    <a
      href={href}
      lang={to}
      hreflang={to}
      aria-current={lang.value === to ? 'true' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        go({ lang: to }, 'replace');
      }}
    >
      {OWN_NAMES[to]}
    </a>
  );
}

function title(): string {
  if (pack.value !== null) return t('app.title', { name: pick(pack.value.name) });
  return t(packageResource.loaded.value.state === 'failed' ? 'problem.title' : 'app.loading');
}

/** Where one signs in; whoever has signed in sees as whom. */
function AccountLink() {
  const to: Partial<Address> = { ...START, view: 'account', lang: address.value.lang };
  const name = signedIn.value?.name ?? null;
  const here = address.value.view === 'account';
  return (
    <a
      class="account-link"
      href={formatAddress({ ...address.value, ...to })}
      aria-current={here ? 'page' : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        if (!here) go(to);
      }}
    >
      {name === null ? (
        t(remembered.value === null ? 'account.sign_in' : 'account.sign_in_again')
      ) : (
        <>
          <span class="visually-hidden">{t('account.signed_in')}</span> <bdi lang="">{name}</bdi>
        </>
      )}
      {waitingToSend.value > 0 && (
        <span class="to-send">{t('account.to_send', { n: number(waitingToSend.value) })}</span>
      )}
    </a>
  );
}

export function Header() {
  return (
    <header class="top">
      <p class="brand">
        <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
          <circle cx="16" cy="16" r="13" />
          <path d="M16 3a13 13 0 0 0 0 26z" />
        </svg>
        {t('app.name')}
      </p>
      <h1>{title()}</h1>
      <PageLinks />
      <nav class="languages" aria-label={t('app.language')}>
        <LanguageLink to="en" />
        <LanguageLink to="fr" />
      </nav>
      <AccountLink />
    </header>
  );
}

/** On paper, where nothing can be opened: the exact question, so that a printed claim can be checked. */
export function AskedOnPaper() {
  const chosen = definition.value;
  if (chosen === null || pack.value === null) return null;
  return (
    <p class="paper-only">
      {t('paper.asked', {
        title: pick(chosen.title),
        version: chosen.version,
        standing: t(`standing.${chosen.standing}`),
        digest: chosen.digest.slice(0, 12),
        supply: t(`choose.supply.${address.value.supply}`),
        date: dateName(address.value.asOf ?? pack.value.today),
      })}
    </p>
  );
}

/** Whose definition this is and whether anybody agreed to it: on every view and every print. */
export function Banner() {
  const chosen = definition.value;
  if (chosen === null) return null;
  return (
    <section class={`banner banner-${chosen.standing}`} aria-label={t('banner.label')}>
      <strong>{t(`banner.${chosen.standing}`)}</strong>
      <span class="banner-about">
        {t('banner.about', { title: pick(chosen.title), version: chosen.version })}
      </span>
    </section>
  );
}
