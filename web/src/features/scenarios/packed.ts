/**
 * A scenario in an address. What is kept is named by its id; what is only being tried out travels whole, packed: JSON with
 * short keys, in the letters that an address need not escape. Pure.
 */
import type { Change, Scenario } from '../../api/scenarios';

/** Links are kept for years: a word may be added at the end of a list, and none may move. */
const KEYS = [
  'name',
  'description',
  'changes',
  'change',
  'id',
  'service_type',
  'delivery_mode',
  'community_id',
  'serves',
  'visits_per_month',
  'delivered_share',
  'wait_days',
  'positions',
  'indigenous_led',
  'languages',
  'operator',
  'cost',
  'one_time',
  'yearly',
  'currency',
  'service',
  'set',
  'actual',
  'lon',
  'lat',
  'sites',
  'request',
  'links',
  'modes',
  'where',
  'opens_days',
  'closes_days',
  'gone',
  'from',
  'to',
  'mode',
  'minutes',
  'km',
  'opens',
  'closes',
  'departures_per_week',
  'one_way',
  'en',
  'fr',
] as const;
const KINDS: readonly Change['change'][] = [
  'add_service',
  'change_service',
  'move_service',
  'close_service',
  'fulfil_request',
  'move_window',
  'add_link',
];

const SHORT = 36;
/** Before the short form of a key or of a kind of change; any other word stands as it is. */
const MARK = '-';

function shortened(words: readonly string[], word: string): string {
  const at = words.indexOf(word);
  return at < 0 ? word : MARK + at.toString(SHORT);
}

function lengthened(words: readonly string[], short: string): string {
  if (!short.startsWith(MARK)) return short;
  return words[Number.parseInt(short.slice(MARK.length), SHORT)] ?? short;
}

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The same document with other keys, and with other words where it says which kind of change it is. */
function rekeyed(of: Json, key: (word: string) => string, kind: (word: string) => string): Json {
  if (Array.isArray(of)) return of.map((one: Json) => rekeyed(one, key, kind));
  if (of === null || typeof of !== 'object') return of;
  const entries = Object.entries(of).map(([word, value]): [string, Json] => {
    const isKind = typeof value === 'string' && (word === 'change' || key(word) === 'change');
    return [key(word), isKind ? kind(value) : rekeyed(value, key, kind)];
  });
  return Object.fromEntries(entries);
}

function toLetters(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromLetters(letters: string): string {
  const binary = atob(letters.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

export function pack(scenario: Scenario): string {
  const short = rekeyed(
    scenario as unknown as Json,
    (word) => shortened(KEYS, word),
    (word) => shortened(KINDS, word),
  );
  return toLetters(JSON.stringify(short));
}

function isText(of: unknown): boolean {
  if (typeof of === 'string') return true;
  const { en, fr } = (of ?? {}) as { en?: unknown; fr?: unknown };
  return typeof en === 'string' && typeof fr === 'string';
}

const WORDS = ['service', 'service_type', 'request', 'from', 'to', 'mode', 'id', 'name', 'where'] as const;
const LISTS = ['links', 'modes'] as const;
const LISTS_OR_WORDS = ['serves', 'languages'] as const;

type Fields = Readonly<Record<string, unknown>>;

function isTable(of: unknown): of is Fields {
  return of !== null && typeof of === 'object' && !Array.isArray(of);
}

function isList(of: unknown): boolean {
  return Array.isArray(of) && of.every((one) => typeof one === 'string');
}

/** Whether what is there of these keys is of the build that the pages show. */
function passes(of: Fields, keys: readonly string[], is: (value: unknown) => boolean): boolean {
  return keys.every((key) => of[key] === undefined || is(of[key]));
}

/** What no change of its kind can be shown without. */
const NEEDED: Readonly<Record<Change['change'], readonly string[]>> = {
  add_service: ['service_type'],
  change_service: ['service', 'set'],
  move_service: ['service'],
  close_service: ['service'],
  fulfil_request: ['request'],
  move_window: [],
  add_link: ['from', 'to', 'mode'],
};

function isChange(of: unknown): boolean {
  if (!isTable(of) || !KINDS.includes(of.change as never)) return false;
  const like = of.set === undefined ? of : of.set;
  return (
    NEEDED[of.change as Change['change']].every((key) => of[key] !== undefined) &&
    isTable(like) &&
    (of.cost === undefined || isTable(of.cost)) &&
    passes(of, WORDS, (value) => typeof value === 'string') &&
    passes(of, LISTS, isList) &&
    passes(like, LISTS_OR_WORDS, (value) => typeof value === 'string' || isList(value))
  );
}

/** Whether it has the build of a scenario, so that a page can show it; whether it says anything right is for the server. */
export function isScenario(of: unknown): of is Scenario {
  if (!isTable(of)) return false;
  const { name, changes } = of;
  return isText(name) && Array.isArray(changes) && changes.every(isChange);
}

/** `null` for what is no scenario: a link that was cut off, or not made here. */
export function unpack(letters: string): Scenario | null {
  try {
    const short = JSON.parse(fromLetters(letters)) as Json;
    const whole: unknown = rekeyed(
      short,
      (word) => lengthened(KEYS, word),
      (word) => lengthened(KINDS, word),
    );
    return isScenario(whole) ? whole : null;
  } catch {
    return null;
  }
}

/** What an address names: a kept scenario, one that is only in the address, or a kept one with changes not kept. */
export interface Named {
  id: string | null;
  own: Scenario | null;
  /** Whether there is something in it that is no scenario. */
  garbled: boolean;
}

/** An id has no dot in it. */
const DOT = '.';

export function parseNamed(text: string | null): Named {
  if (text === null || text === '') return { id: null, own: null, garbled: false };
  const at = text.indexOf(DOT);
  if (at < 0) return { id: text, own: null, garbled: false };
  const own = unpack(text.slice(at + DOT.length));
  return { id: at === 0 ? null : text.slice(0, at), own, garbled: own === null };
}

export function formatNamed(id: string | null, own: Scenario | null): string | null {
  if (own === null) return id;
  return `${id ?? ''}${DOT}${pack(own)}`;
}
