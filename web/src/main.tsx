/**
 * The pages: which help people can reach, place by place and day by day, as a map, a table and the story of a place.
 * They decide nothing about access: every number and every reason comes from the server.
 *
 * `api/` asks and reads, `state/` is the address bar and what follows from it, `map/` alone knows the map library,
 * `features/` has what people look at, `ui/` the frame around it, `i18n/` every word. Begin at `state/store.ts`.
 */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { pick, t } from './i18n/i18n';
import { lang } from './i18n/lang';
import { remembered } from './state/me';
import { langAsked, pack } from './state/store';
import { announceChanges } from './ui/Live';
import { Shell } from './ui/Shell';

effect(() => {
  lang.value = langAsked.value;
  document.documentElement.lang = langAsked.value;
});
effect(() => {
  document.title =
    pack.value === null
      ? t('app.name')
      : `${t('app.name')} – ${t('app.title', { name: pick(pack.value.name) })}`;
});

// What a government wrote without a link is sent from whichever page is open once it is back.
effect(() => {
  if (remembered.value?.government == null) return;
  import('./features/requests/outboxState').then(
    (outbox) => outbox.startSending(),
    () => {
      // Not fetched, for want of a link: the page of requests brings it with it.
    },
  );
});

const root = document.getElementById('app');
if (root !== null) {
  root.replaceChildren();
  render(<Shell />, root);
  announceChanges();
}
