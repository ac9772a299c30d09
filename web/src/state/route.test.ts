import { describe, expect, it } from 'vitest';
import type { Leg, Route } from '../api/wire';
import { defaultRoute } from './route';

const leg = {} as Leg;
function route(from: string, to: string, days: number, legs: Leg[]): Route {
  return {
    from,
    to,
    days,
    legs,
    service_id: 's',
    service: 'S',
    reachable: legs.length > 0 ? 'yes' : 'no',
    fallback: false,
    travel_minutes: null,
    journey_minutes: null,
    journey_minutes_at_best: null,
    off_network_minutes: 0,
    km: null,
  };
}
const winter = route('12-15', '04-17', 124, [leg]);
const cut = route('04-18', '12-14', 241, []);

describe('the route shown first', () => {
  it('is the one of the day asked about, even where there is no way', () => {
    expect(defaultRoute([winter, cut], { kind: 'date', day: '05-10' }, [])).toBe(cut);
    expect(defaultRoute([winter, cut], { kind: 'date', day: '01-02' }, [])).toBe(winter);
  });

  it('is that of the season on its representative day', () => {
    const season = {
      id: 'winter',
      name: { en: '', fr: '' },
      from: '12-02',
      to: '04-19',
      representative: '03-12',
      days: 139,
    };
    expect(defaultRoute([cut, winter], { kind: 'season', id: 'winter' }, [season])).toBe(winter);
  });

  it('is, over the year, the longest open one that leads somewhere', () => {
    expect(defaultRoute([cut, winter], { kind: 'year' }, [])).toBe(winter);
  });

  it('is nothing where there is none', () => {
    expect(defaultRoute([], { kind: 'year' }, [])).toBeNull();
  });
});
