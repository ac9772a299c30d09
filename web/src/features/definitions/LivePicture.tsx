import { computed, effect, useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { gapsUnderText } from '../../api/definitions';
import { gapsPath } from '../../api/paths';
import type { Gap, Gaps, Outcome as OutcomeName } from '../../api/wire';
import { number, pick, t } from '../../i18n/i18n';
import { lang } from '../../i18n/lang';
import type { MapHandle } from '../../map/map';
import { latest } from '../../state/resource';
import { address, announcement, pack, when } from '../../state/store';
import { useResource } from '../../state/useResource';
import { MapFrame } from '../../ui/MapFrame';
import { Outcome } from '../../ui/Outcome';
import { OutcomeTable } from '../../ui/OutcomeTable';
import { Trouble } from '../../ui/Trouble';
import { whenWords } from '../../ui/words';
import { countOutcomes } from '../gaps/outcomes';
import { type Change, changes, tally } from './changes';
import type { Draft } from './draft';
import { follow } from './follow';
import { w } from './words';

/** The saved text that the edited one is held against. */
export interface Base {
  definition: string;
  version: string | null;
  words: string;
}

function Counts({ before, after }: { before: readonly Gap[] | null; after: readonly Gap[] | null }) {
  const saved = before === null ? null : countOutcomes(before);
  const edited = after === null ? null : countOutcomes(after);
  const cell = (counts: Record<OutcomeName, number> | null) => (outcome: OutcomeName) =>
    counts === null ? '…' : number(counts[outcome]);
  const columns = [
    { title: w('picture.saved'), cell: cell(saved) },
    { title: w('picture.edited'), cell: cell(edited) },
  ];
  return <OutcomeTable caption={w('picture.counts')} columns={columns} />;
}

function changeSentence(of: readonly Change[]): string {
  if (of.length === 0) return w('changes.none');
  const counts = tally(of);
  const parts = (['better', 'worse', 'unclear'] as const).flatMap((kind) =>
    counts[kind] === 0 ? [] : [w(`changes.${kind}`, { n: number(counts[kind]) })],
  );
  const total = of.length === 1 ? w('changes.one') : w('changes.many', { n: number(of.length) });
  return `${total} ${parts.join(', ')}.`;
}

/** Each place that changes, with both outcomes as mark and word. */
function ChangeList({ of }: { of: readonly Change[] }) {
  return (
    <ul class="changes" aria-label={w('changes.label')}>
      {of.map((change) => (
        <li key={change.id} data-community={change.id}>
          <strong>{change.name}</strong>
          <span class="change">
            <Outcome of={change.before} />
            <span aria-hidden="true">→</span>
            <span class="visually-hidden">{w('changes.becomes')}</span>
            <Outcome of={change.after} />
          </span>
        </li>
      ))}
    </ul>
  );
}

/** One place that was picked on the map: its outcome under both texts, and why. */
function Picked({ id, before, after }: { id: string; before: readonly Gap[]; after: readonly Gap[] }) {
  const now = after.find((g) => g.properties.community_id === id)?.properties;
  const was = before.find((g) => g.properties.community_id === id)?.properties;
  if (now === undefined) return null;
  return (
    <p class="picked">
      <strong>{now.community}</strong>: {was !== undefined && <Outcome of={was} />}{' '}
      <span aria-hidden="true">→</span> <Outcome of={now} />{' '}
      {lang.value === 'fr' ? now.reason_fr : now.reason_en}
    </p>
  );
}

/** What the edited text does to every place, while it is being edited: counts, map and the places that change. */
export function LivePicture({
  draft,
  base,
  standard,
  title,
  children,
}: {
  draft: Draft;
  base: Base;
  standard: string;
  title: string;
  /** What one moves, beside what moves with it. */
  children: ComponentChildren;
}) {
  const chosen = useSignal(standard);
  const open = useSignal<string | null>(null);
  useEffect(() => {
    chosen.value = standard;
  }, [chosen, standard]);
  const live = useMemo(
    () =>
      follow(
        computed(() => {
          const text = draft.sound.value;
          if (text === null || pack.value === null) return null;
          return {
            text,
            standard: chosen.value,
            when: when.value,
            supply: address.value.supply,
            asOf: address.value.asOf,
            epsg: pack.value.projection?.epsg ?? null,
          };
        }),
        (asked, signal) => gapsUnderText(asked.text, asked.standard, asked, signal),
      ),
    [draft, chosen],
  );
  useEffect(() => () => live.close(), [live]);
  const saved = useResource<Gaps>(
    pack.value === null
      ? null
      : gapsPath(
          {
            definition: base.definition,
            version: base.version,
            when: when.value,
            supply: address.value.supply,
            asOf: address.value.asOf,
            epsg: pack.value.projection?.epsg ?? null,
          },
          standard,
        ),
  );

  const after = useComputed(() => latest(live.loaded.value)?.features ?? null);
  const before = useComputed(() => latest(saved.loaded.value)?.features ?? null);
  const changed = useComputed(() =>
    before.value === null || after.value === null ? null : changes(before.value, after.value),
  );
  const { state } = live.loaded.value;
  const busy = state === 'waiting';

  useEffect(
    () =>
      effect(() => {
        // Only what the newest text does is read out, not every step of a slider.
        if (live.loaded.value.state === 'ready' && changed.value !== null) {
          announcement.value = changeSentence(changed.value);
        }
      }),
    [live, changed],
  );

  function feed(map: MapHandle): () => void {
    const stops = [effect(() => map.setGaps(after.value ?? [])), effect(() => map.setOpen(open.value))];
    return () => {
      for (const stop of stops) stop();
    };
  }

  const loaded = live.loaded.value;
  return (
    <div class="picture" data-state={state} aria-busy={busy}>
      <div class="picture-head">
        <h4>{w('picture.title')}</h4>
        <p class="hint">
          {t('summary.sentence', { standard: title, when: whenWords(when.value, pack.value) })}{' '}
          {w('picture.against', { title: base.words })}
        </p>
        {loaded.state === 'failed' && loaded.problem.status !== 422 && (
          <Trouble problem={loaded.problem} retry={() => draft.write(draft.text.peek())} />
        )}
        {draft.sound.value === null && <p class="refused">{w('picture.faulty')}</p>}
      </div>
      <div class="live-map">
        <MapFrame
          label={t('map.label', { standard: title, when: whenWords(when.value, pack.value) })}
          busy={false}
          note={(phase, without) =>
            without
              ? 'map.none'
              : phase === 'failed'
                ? 'map.failed'
                : phase === 'loading'
                  ? 'map.loading'
                  : null
          }
          wishes={{
            onOpen: (community) => {
              open.value = community;
            },
            onStep: (community) => {
              const gap = after.peek()?.find((g) => g.properties.community_id === community);
              if (gap === undefined) return;
              const { community: name, outcome } = gap.properties;
              announcement.value = t('map.place.step', { name, outcome: t(`outcome.lower.${outcome}`) });
            },
            onLeave: () => {
              open.value = null;
            },
          }}
          feed={feed}
        />
      </div>
      <div class="picture-side">
        <Counts before={before.value} after={after.value} />
        {children}
      </div>
      <div class="picture-changes">
        {pack.value !== null && <p class="credit">{t('map.credit', { credit: pick(pack.value.credit) })}</p>}
        {open.value !== null && after.value !== null && before.value !== null && (
          <Picked id={open.value} before={before.value} after={after.value} />
        )}
        {changed.value !== null && (
          <>
            <p class="change-sentence">{changeSentence(changed.value)}</p>
            {changed.value.length > 0 && <ChangeList of={changed.value} />}
          </>
        )}
      </div>
    </div>
  );
}
