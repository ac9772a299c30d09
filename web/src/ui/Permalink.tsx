import { useSignal } from '@preact/signals';
import type { Question } from '../api/wire';
import { t } from '../i18n/i18n';

/** The link that gives the figures on screen again, as they are now; there is none to a text that is not on record. */
export function Permalink({ of }: { of: Pick<Question, 'permalink'> | null }) {
  const said = useSignal<'permalink.copied' | 'permalink.not_copied' | null>(null);
  const path = of?.permalink ?? null;
  if (path === null) return null;
  const href = new URL(path, window.location.origin).href;
  return (
    <details class="permalink">
      <summary>{t('permalink.title')}</summary>
      <p>
        <a href={path}>{href}</a>
      </p>
      <p>
        <button
          type="button"
          onClick={() => {
            // Without a secure address there is no clipboard to write to; the link can still be copied by hand.
            const written = navigator.clipboard?.writeText(href) ?? Promise.reject();
            written.then(
              () => {
                said.value = 'permalink.copied';
              },
              () => {
                said.value = 'permalink.not_copied';
              },
            );
          }}
        >
          {t('permalink.copy')}
        </button>{' '}
        <span role="status">{said.value === null ? '' : t(said.value)}</span>
      </p>
      <p class="hint">{t('permalink.promise')}</p>
    </details>
  );
}
