import { afterEach, describe, expect, it } from 'vitest';
import type { ReferralPosition, Stretch, WayJourney } from '../../api/pathways';
import { lang } from '../../i18n/lang';
import { journeyWords, nearestInPerson, positionWords, stretchShown, stretchWords } from './words';

afterEach(() => {
  lang.value = 'en';
});

function stretch(from: string, days: number, more: Partial<Stretch> = {}): Stretch {
  return { from, to: '12-31', days, outcome: 'holds', weakest: null, steps: [], ...more };
}

function journey(more: Partial<WayJourney>): WayJourney {
  const end = (name: string) => ({ name, at: null });
  return {
    from: end('Here'),
    to: end('Town'),
    minutes: null,
    minutes_at_best: null,
    reachable: 'unknown',
    route: null,
    ...more,
  };
}

function position(more: Partial<ReferralPosition>): ReferralPosition {
  return {
    service_id: 's',
    place: null,
    reached: 'yes',
    without_travel: 'no',
    minutes: null,
    minutes_at_best: null,
    confidence: null,
    notes: [],
    sources: [],
    ...more,
  };
}

describe('a stretch of the year', () => {
  const titles = new Map([['treatment', { en: 'Treatment', fr: 'Traitement' }]]);

  it('says where the way breaks', () => {
    const broken = stretch('06-01', 10, { to: '10-20', outcome: 'breaks', weakest: 'treatment' });
    expect(stretchWords(broken, titles)).toContain('breaks at “Treatment”');
    lang.value = 'fr';
    expect(stretchWords(broken, titles)).toContain('se rompt à «\u00a0Traitement\u00a0»');
  });

  it('says no step where the way holds', () => {
    expect(stretchWords(stretch('01-01', 365), titles)).toMatch(/: holds$/);
  });

  it('is the one asked for, else the longest, of two the earlier', () => {
    const all = [stretch('01-01', 100), stretch('04-11', 165), stretch('09-23', 165)];
    expect(stretchShown(all, '01-01')?.from).toBe('01-01');
    expect(stretchShown(all, null)?.from).toBe('04-11');
    expect(stretchShown(all, '02-02')?.from).toBe('04-11');
    expect(stretchShown([], null)).toBeNull();
  });
});

describe('a journey', () => {
  it('has its time where it is sure, and never a time of nothing where it is not', () => {
    expect(journeyWords(journey({ minutes: 60, reachable: 'yes' }))).toMatch(/Here to Town: 1.h/);
    expect(journeyWords(journey({ minutes_at_best: 90 }))).toMatch(/at best/);
    expect(journeyWords(journey({ minutes_at_best: 0 }))).toMatch(/not known/);
    expect(journeyWords(journey({ reachable: 'no' }))).toMatch(/no way/);
  });
});

describe('referral positions', () => {
  it('are said by how one comes to them', () => {
    expect(positionWords(position({ without_travel: 'yes', minutes: 0 }))).toBe('without travel');
    expect(positionWords(position({ minutes: 0 }))).toBe('here');
    expect(positionWords(position({ minutes: 125 }))).toMatch(/away$/);
    expect(positionWords(position({ minutes_at_best: 0 }))).toMatch(/not published/);
    expect(positionWords(position({}))).toMatch(/out of reach/);
  });

  it('are near in person only where one goes there, and surely', () => {
    const all = [
      position({ service_id: 'phone', without_travel: 'yes', minutes: 0 }),
      position({ service_id: 'far', minutes: 180 }),
      position({ service_id: 'town', minutes: 60 }),
      position({ service_id: 'odd', minutes: 5, reached: 'unknown' }),
    ];
    expect(nearestInPerson(all)?.service_id).toBe('town');
    expect(nearestInPerson(all.slice(0, 1))).toBeNull();
  });
});
