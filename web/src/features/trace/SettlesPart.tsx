import type { Trace } from '../../api/trace';
import { pick, t } from '../../i18n/i18n';
import { settlesWords, w } from './words';

/** What to ask about next: the single facts that would turn unknown into known. */
export function SettlesPart({ of }: { of: Trace }) {
  if (of.outcome !== 'unknown') return null;
  return (
    <section class="settles">
      <h5>{w('settles.title')}</h5>
      {of.settles.length === 0 && <p>{w('settles.none')}</p>}
      <ul>
        {of.settles.map((one) => (
          <li key={`${one.record} ${one.id} ${one.field}`}>
            <strong>{settlesWords(one)}</strong>
            {one.then.length > 0 && (
              <ul class="then">
                {one.then.map(({ value, outcome }) => (
                  <li key={pick(value)}>
                    {w('settles.then', { value: pick(value), outcome: t(`outcome.lower.${outcome}`) })}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
