import { describe, expect, it } from 'vitest';
import type { Scenario } from '../../api/scenarios';
import { formatNamed, pack, parseNamed, unpack } from './packed';

const whole: Scenario = {
  name: 'Un conseiller à Délı̨nę',
  description: { en: 'Twice a month.', fr: 'Deux fois par mois.' },
  changes: [
    {
      change: 'add_service',
      id: 'a',
      service_type: 'community_counselling',
      delivery_mode: 'visiting',
      community_id: 'deline',
      serves: ['deline', 'tulita'],
      visits_per_month: 2,
      cost: { yearly: 90000, currency: 'CAD' },
    },
    { change: 'change_service', service: 'a', set: { visits_per_month: 'unknown', actual: 'running' } },
    { change: 'move_service', service: 'a', community_id: 'tulita' },
    { change: 'close_service', service: '-3' },
    { change: 'fulfil_request', request: 'r-1' },
    { change: 'move_window', modes: ['ice_crossing'], opens_days: 14, closes_days: -7 },
    { change: 'add_link', from: 'wrigley', to: 'fort-simpson', mode: 'all_season_road', minutes: 180 },
  ],
};

describe('a scenario in an address', () => {
  it('comes out as it went in, every kind of change of it, in letters that need no escape', () => {
    const letters = pack(whole);
    expect(letters).toMatch(/^[A-Za-z0-9_-]+$/);
    expect(unpack(letters)).toEqual(whole);
  });

  it('is shorter than its document in the same letters', () => {
    const plain = Buffer.from(JSON.stringify(whole)).toString('base64url');
    expect(pack(whole).length).toBeLessThan(plain.length * 0.75);
  });

  it('keeps meaning what it meant: links are older than the pages that open them', () => {
    const letters =
      'eyItMCI6Ik9uZSIsIi0yIjpbeyItMyI6Ii01IiwiLXMiOlsiaWNlX2Nyb3NzaW5nIl0sIi11IjoxNCwiLXYiOi03fSx7Ii0zIjoiLTAiLCItNSI6ImFmdGVyY2FyZSIsIi04IjoiYWxsIn1dfQ';
    expect(unpack(letters)).toEqual({
      name: 'One',
      changes: [
        { change: 'move_window', modes: ['ice_crossing'], opens_days: 14, closes_days: -7 },
        { change: 'add_service', service_type: 'aftercare', serves: 'all' },
      ],
    });
  });

  it.each([
    ['cut off', pack(whole).slice(0, -7)],
    ['not of its letters', '%%%'],
    ['of another kind', Buffer.from('[1,2]').toString('base64url')],
    [
      'with a change nobody knows',
      Buffer.from('{"name":"x","changes":[{"change":"wish"}]}').toString('base64url'),
    ],
    ['with nothing for a change', Buffer.from('{"name":"x","changes":[null]}').toString('base64url')],
    ...[
      '{"change":"move_window","modes":"ferry","gone":true}',
      '{"change":"move_window","links":[1],"gone":true}',
      '{"change":"change_service","service":"a"}',
      '{"change":"change_service","service":"a","set":[]}',
      '{"change":"change_service","service":"a","set":{"serves":1}}',
      '{"change":"add_service","service_type":"aftercare","serves":{}}',
      '{"change":"add_service","service_type":"aftercare","cost":3}',
      '{"change":"add_link","from":"a","to":"b"}',
      '{"change":"close_service","service":3}',
    ].map((change): [string, string] => [
      `with a change of another build, ${change}`,
      Buffer.from(`{"name":"x","changes":[${change}]}`).toString('base64url'),
    ]),
    ['without a name', Buffer.from('{"changes":[]}').toString('base64url')],
  ])('that is %s is none', (_how, letters) => {
    expect(unpack(letters)).toBeNull();
  });
});

describe('words that say that something is not known', () => {
  it('are part of a scenario', () => {
    const open = { change: 'change_service', service: 'a', set: { serves: 'unknown', languages: 'unknown' } };
    const letters = Buffer.from(JSON.stringify({ name: 'x', changes: [open] })).toString('base64url');
    expect(unpack(letters)?.changes).toEqual([open]);
  });
});

describe('what an address names', () => {
  it.each([
    ['nothing', null, null],
    ['a kept one', 'ice-shorter', null],
    ['one that is tried out', null, whole],
    ['a kept one that was changed', 'ice-shorter', whole],
  ] as const)('%s', (_what, id, own) => {
    expect(parseNamed(formatNamed(id, own))).toEqual({ id, own, garbled: false });
  });

  it('says when a part of it cannot be read', () => {
    expect(parseNamed('ice-shorter.x')).toEqual({ id: 'ice-shorter', own: null, garbled: true });
    expect(parseNamed('.')).toEqual({ id: null, own: null, garbled: true });
  });
});
