import type { Counted, Equity, Figure, Figures, Group, Parts, StandardSpread } from '../../api/equity';
import type { EquityKey } from '../../i18n/equity.en';
import { amount, index, points, ratio, share, type Write } from './words';

/** A line of the table of measures: its name, which of the server's sentences says what it means, its figures. */
export interface MeasureRow {
  key: string;
  name: EquityKey;
  meaning: string;
  write: Write;
  figures: Record<Counted, Figure>;
}

/** The parts of Theil's T as figures; they are of the whole alone. */
function part(of: Parts, which: 'between' | 'within'): Figure {
  return { value: of[which], at_best: null, why: of.why };
}

/** The measures of a group. What compares a group with the rest is not told of the whole, which has no rest. */
export function measureRows(group: Group, of: StandardSpread, unit: Equity['unit']): MeasureRow[] {
  const row = (
    key: string,
    write: Write,
    figure: (figures: Figures) => Figure,
    meaning: string = key,
  ): MeasureRow => ({
    key,
    name: `measure.${key}` as EquityKey,
    meaning,
    write,
    figures: { people: figure(group.by_people), places: figure(group.by_places) },
  });
  const whole = group.kind === 'whole';
  const parts = (which: 'between' | 'within'): MeasureRow => ({
    ...row(which, index, (figures) => figures.theil, 'parts'),
    figures: { people: part(of.parts.people, which), places: part(of.parts.places, which) },
  });
  const rates = [
    row('rate_ratio', ratio, (f) => f.rate_ratio),
    row('rate_difference', points, (f) => f.rate_difference),
  ];
  return [
    row('coverage', share, (f) => f.coverage),
    ...(whole ? [] : rates),
    row('mean', amount(unit), (f) => f.mean),
    row('gini', index, (f) => f.gini),
    row('theil', index, (f) => f.theil),
    ...(whole ? [parts('between'), parts('within')] : []),
    row('atkinson', index, (f) => f.atkinson),
    row('palma', ratio, (f) => f.palma),
    row('concentration', index, (f) => f.concentration),
    row('erreygers', index, (f) => f.erreygers),
    row('fgt_incidence', share, (f) => f.fgt.incidence),
    row('fgt_gap', share, (f) => f.fgt.gap),
    row('fgt_severity', share, (f) => f.fgt.severity),
  ];
}
