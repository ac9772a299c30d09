import type { ReferralPosition, Stretch, WayJourney, WayState, WayStep } from '../../api/pathways';
import type { Outcome, Text } from '../../api/wire';
import { dayName, duration, pick, wordsOf } from '../../i18n/i18n';
import { type PathwaysKey, pathwaysEn } from '../../i18n/pathways.en';
import { pathwaysFr } from '../../i18n/pathways.fr';

export const w = wordsOf({ en: pathwaysEn, fr: pathwaysFr });

export function stateWords(state: WayState): string {
  return w(`state.${state}`);
}

/** The mark beside the word; what is not reached has none of its own. */
export function markOf(state: WayState): Outcome | null {
  switch (state) {
    case 'holds':
      return 'met';
    case 'unknown':
      return 'unknown';
    case 'breaks':
      return 'unmet';
    case 'beyond':
      return null;
  }
}

/** "1 June to 20 October: breaks at “Treatment”" */
export function stretchWords(stretch: Stretch, titles: ReadonlyMap<string, Text>): string {
  const days = { from: dayName(stretch.from), to: dayName(stretch.to) };
  const state = stateWords(stretch.outcome);
  const step = stretch.weakest === null ? undefined : titles.get(stretch.weakest);
  return step === undefined
    ? w('stretch', { ...days, state })
    : w('stretch.at', { ...days, state, step: pick(step) });
}

export function journeyWords(of: WayJourney): string {
  const named = (name: string) => (name === '' ? w('journey.nowhere') : name);
  const ends = { from: named(of.from.name), to: named(of.to.name) };
  if (of.minutes !== null) return w('journey.one', { ...ends, time: duration(of.minutes) });
  if (of.reachable === 'no') return w('journey.none', ends);
  // Somewhere that is not published may be next door: no time says anything then.
  if (of.minutes_at_best === null || of.minutes_at_best === 0) return w('journey.unknown', ends);
  return w('journey.best', { ...ends, time: duration(of.minutes_at_best) });
}

export function entryWords(of: WayStep['serving'][number]): string {
  const key: PathwaysKey =
    of.admission === 'referral' ? `entry.referral.${of.admitted}` : `entry.${of.admission}`;
  return w(key);
}

/** How one comes to a position: "without travel", "here", "2 h 10 min away". */
export function positionWords(of: ReferralPosition): string {
  if (of.without_travel === 'yes') return w('positions.by_screen');
  if (of.minutes === 0) return w('positions.here');
  if (of.minutes !== null) return w('positions.away', { time: duration(of.minutes) });
  return of.minutes_at_best === null ? w('positions.out_of_reach') : w('positions.nowhere');
}

/** The nearest position that one surely reaches in person; the server tells the nearest first. */
export function nearestInPerson(positions: readonly ReferralPosition[]): ReferralPosition | null {
  const inPerson = positions.filter(
    (one) => one.reached === 'yes' && one.without_travel !== 'yes' && one.minutes !== null,
  );
  return inPerson.reduce<ReferralPosition | null>(
    (best, one) => (best === null || (one.minutes ?? 0) < (best.minutes ?? 0) ? one : best),
    null,
  );
}

/** The stretch to begin with: the one that begins as asked, else the longest; of two the earlier. */
export function stretchShown(stretches: readonly Stretch[], from: string | null): Stretch | null {
  const asked = stretches.find((one) => one.from === from);
  if (asked !== undefined) return asked;
  return stretches.reduce<Stretch | null>(
    (best, one) => (best === null || one.days > best.days ? one : best),
    null,
  );
}
