import { effect } from '@preact/signals';
import type { Gap, Outcome } from '../api/wire';
import { countOutcomes, OUTCOMES } from '../features/gaps/outcomes';
import { number, pick, t } from '../i18n/i18n';
import { address, announcement, gapsResource, pack, report, standard, when } from '../state/store';
import { whenWords } from './words';

function gapsSentence(gaps: readonly Gap[]): string {
  const counts = countOutcomes(gaps);
  const words = OUTCOMES.filter((o: Outcome) => counts[o] > 0).map((o) =>
    t('live.count', { outcome: t(`outcome.lower.${o}`), n: number(counts[o]) }),
  );
  return t('live.gaps', {
    standard: standard.value === null ? '' : pick(standard.value.title),
    when: whenWords(when.value, pack.value),
    counts: words.join(', '),
  });
}

/** Says in the live region what each change brought: the counts, or the place that opened. */
export function announceChanges(): void {
  effect(() => {
    const loaded = gapsResource.loaded.value;
    if (loaded.state === 'ready') announcement.value = gapsSentence(loaded.value.features);
  });
  let open: string | null = null;
  effect(() => {
    const now = report.value?.community ?? null;
    if (now !== null && now.id !== open) {
      announcement.value = t('live.panel', { name: now.name });
      open = now.id;
    } else if (address.value.community === null && open !== null) {
      announcement.value = t('live.panel.closed');
      open = null;
    }
  });
}

export function Live() {
  return (
    <p class="visually-hidden" role="status" aria-live="polite">
      {announcement.value}
    </p>
  );
}
