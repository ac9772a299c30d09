import type { Engagement, Parameter, Position } from '../../api/definitions';
import { duration, number, percent } from '../../i18n/i18n';
import { w } from './words';

/** A number with its unit, as people say it: "1 h", "80 %", "14 days". */
export function valueWords({ unit }: Pick<Parameter, 'unit'>, value: number): string {
  switch (unit) {
    case 'minutes':
      return duration(value);
    case 'share':
      return percent(value);
    // What these count is in the words around them.
    case 'services':
    case 'visits_per_month':
    case 'people_per_position':
    case 'weight':
      return number(value, 2);
    default:
      return `${number(value, 2)}\u00a0${w.data('unit', unit) ?? unit}`;
  }
}

/** What a number is, as the label of its slider: "Travel at most". */
export function leverWords({ name }: Pick<Parameter, 'name'>): string {
  return w.data('lever', name) ?? name.replaceAll('_', ' ');
}

/** What a number asks for, as a part of a sentence: "at most 1 h of travel". */
export function limitWords(of: Parameter): string {
  const value = valueWords(of, of.value);
  return w.data('limit', of.name, { value }) ?? w('limit.other', { name: leverWords(of), value });
}

/** How far a slider reaches at least: the bounds of a text are far wider than what anybody tries. */
const REACH: Record<string, number> = {
  within_minutes: 1440,
  within_km: 500,
  visits_per_month: 12,
  providers: 5,
  max_wait_days: 180,
  people_per_position: 5000,
  weight: 5,
  stale_after_days: 1825,
};

/** The end of a slider that has stood at `seen`; the field beside it takes what lies beyond. */
export function reach({ name, max }: Pick<Parameter, 'name' | 'max'>, seen: number): number {
  return Math.min(max, Math.max(REACH[name] ?? max, seen));
}

export interface StandardLimits {
  /** `null`: the definition as a whole. */
  standard: string | null;
  /** Of the standard as a whole. */
  whole: Parameter[];
  ways: { way: string; limits: Parameter[] }[];
}

/** The numbers of a text by standard and way, in the order of the text. */
export function byStandard(parameters: readonly Parameter[]): StandardLimits[] {
  const standards: StandardLimits[] = [];
  for (const parameter of parameters) {
    let standard = standards.find((s) => s.standard === parameter.standard);
    if (standard === undefined) {
      standard = { standard: parameter.standard, whole: [], ways: [] };
      standards.push(standard);
    }
    if (parameter.way === null) {
      standard.whole.push(parameter);
      continue;
    }
    const way = standard.ways.find((w) => w.way === parameter.way);
    if (way === undefined) standard.ways.push({ way: parameter.way, limits: [parameter] });
    else way.limits.push(parameter);
  }
  return standards;
}

/** The latest word of each body about exactly this text: what counts when it is to be adopted. */
export function latestWords(engagements: readonly Engagement[]): Engagement[] {
  const latest = new Map<string, Engagement>();
  for (const said of engagements) {
    if (!said.about_this_text) continue;
    const before = latest.get(said.body);
    if (before === undefined || said.on >= before.on) latest.set(said.body, said);
  }
  return [...latest.values()];
}

export function saying(position: Position, engagements: readonly Engagement[]): Engagement[] {
  return latestWords(engagements).filter((said) => said.position === position);
}
