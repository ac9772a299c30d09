/** Words of the trend, fetched when somebody opens it. */
export const trendEn = {
  title: 'Over the years',
  lead: 'How many places have had this kind of help within the limits, quarter by quarter, by the services, roads and flights of the time, as far as their dates are on record. Each is looked at over a whole year. Limits, people and the days on which ice and ferries carry are those of today.',
  'choose.title': 'What to look at',
  sentence: 'In {quarter}, “{standard}” is met in {met} of {total}.',
  'sentence.since': 'In {quarter}, “{standard}” is met in {met} of {total}; in {first} it was {first_met}.',
  'sentence.gaps':
    'For {open} it is not surely met today; for {before} of them since before the record begins.',
  'sentence.gaps.none': 'It is surely met everywhere today.',
  'sentence.nothing': 'There is no quarter to show.',

  'chart.title': 'Places by outcome, quarter by quarter',
  'chart.label':
    'Chart of places by outcome from {first} to {last}. {sentence} The table below it has every number.',
  'chart.places': 'places',
  'table.title': 'The same as a table',
  'table.caption': 'Places by outcome; quarters with the same numbers are one row',
  'table.quarter': 'Quarter',
  'table.run': '{from} to {to}',

  'gaps.title': 'Open gaps, and since when',
  'gaps.hint':
    'A gap is a place where the standard is not surely met today. Since when: without a break, by the opening and closing dates on record.',
  'gaps.caption': 'Open gaps: {n}',
  'gaps.place': 'Place',
  'gaps.outcome': 'Outcome today',
  'gaps.since': 'Open since',
  'gaps.before_record': 'since before the record begins',
  'gaps.long': '{date} ({length})',
  'gaps.unknown': 'not known since when',
  'gaps.open': 'Open {name} on the map',
} as const;

export type TrendKey = keyof typeof trendEn;
