/** Words of the page of equity, fetched when somebody opens it. */
export const equityEn = {
  title: 'Who has how much',
  lead: 'How one kind of help is spread: over regions, kinds of road, languages or any other groups of communities. Every figure stands there twice, once of people and once of places.',
  'choose.title': 'What to look at',
  'choose.value': 'What is measured',
  'choose.by': 'Groups',
  'choose.by.own': 'A column or a rule of your own …',
  'choose.by.own.label': 'Column or rule',
  'choose.by.own.hint':
    'The name of a column of the communities, such as governance, or a rule in CQL2, such as population > 1000. Enter shows it.',
  'choose.rank': 'Order for the curve of concentration',
  no_definition: 'There is no definition of equitable access on record, so that nothing can be measured.',
  no_standard: 'This definition has no kind of help to look at.',

  'value.days_met': 'Days on which it is met',
  'value.shortfall': 'Shortfall: how far it is from being met',
  'value.travel_minutes': 'Minutes to the nearest service',
  'value.met': 'Met or not',
  'what.days_met': 'all days on which it is met',
  'what.shortfall': 'all of the shortfall',
  'what.travel_minutes': 'all minutes of travel',
  'what.met': 'all that is met',

  'by.region': 'Region',
  'by.authority': 'Health authority',
  'by.road_access': 'Road access',
  'by.language': 'Indigenous language',
  'by.indigenous_government': 'Indigenous government',
  'by.size': 'Number of people',
  'by.distance': 'Minutes to the nearest service',

  'rank.population': 'from the smallest community to the largest',
  'rank.travel_minutes': 'from the nearest to a service to the farthest',
  'rank.column': 'by {name}, the least first',

  points: '{n} points',
  range: '{low} to {high}',
  beyond: 'nothing reached',

  none: 'none: {why}',
  withheld: 'withheld: {why}',
  'why.withheld': 'so few people could be recognised',
  'why.empty': 'there is nobody to count',
  'why.unreachable': 'some may reach no service, and no number stands for that',
  'why.unbounded': 'it would be divided by nothing',
  'why.undefined': 'nothing would be divided by nothing',
  'why.overlap': 'the groups overlap, so that they are no parts of a whole',
  'why.no_threshold': 'nothing says how much is enough',
  'why.no_bound': 'this value has no upper end',

  'caution.all_unknown':
    'Of none of the {total} places is it known whether the standard is met. The figures below read that as badly as it could be; they say how little is known, not how fair it is.',
  'caution.some_unknown':
    'Of {unknown} of {total} places it is not known whether the standard is met. Where one figure stands below, that is read as badly as it could be; where two stand, the truth lies between them.',
  'caution.nobody':
    'Nobody surely has any. Then all have the same, and every measure of inequality is 0: that is no fairness.',
  'caution.nothing_missing': 'Nothing is lacking anywhere, so that there is nothing to be unequal about.',

  'groups.title': 'Groups side by side',
  'groups.key': 'What the fillings mean',
  'groups.overlap': 'A community can belong to several of these groups. They do not add up to the whole.',
  'groups.bar': '{counted}: {counts}; {total} in all',
  'groups.count': '{outcome} {n}',
  'groups.met': '{share} met: {met} of {total}',
  'groups.withheld': 'Withheld: so few people could be recognised',
  'groups.withheld.total': 'Withheld: so few people could be recognised; {total} in all',
  'groups.uncounted': 'The people here are not counted separately',
  'groups.nobody': 'Nobody to count',
  'groups.caption': 'People and places by outcome, group by group',
  'groups.scroll': 'Table of groups, scrolls sideways',

  'counted.people': 'People',
  'counted.places': 'Places',
  'table.title': 'The same as a table',
  'table.group': 'Group',
  'table.counted': 'Counted',
  'table.total': 'All',
  'table.coverage': 'Share surely met',

  'spread.title': 'How it is spread within each group',
  'spread.sentence':
    'Of all people, the one in the middle has {people}; of all places, the one in the middle has {places}.',
  'spread.met':
    'Met or not has two values only: how many have the one and how many the other stands in the bars above.',
  'spread.label': '{group}, {counted}: {quantiles}',
  'spread.quantile': '{percent} in 100 have {value} or less',
  'spread.key.box': 'Box: the middle half; line: eight in ten; stroke: the middle',
  'spread.key.best': 'Dashed: the same if all that is unknown turned out well',
  'spread.key.beyond': 'Hatched: no service is reached',
  'spread.caption': 'Quantiles, group by group: so many in 100 have this or less',
  'spread.scroll': 'Table of quantiles, scrolls sideways',
  'spread.percent': '{n} in 100',

  'curves.title': 'Who has which part of it',
  'curve.lorenz.title': 'From those who have least to those who have most',
  'curve.concentration.title': 'In another order: {order}',
  'curve.lorenz.sentence':
    'The half of the people with the least has {people} of {what}; the half of the places, {places}.',
  'curve.concentration.sentence':
    'Put in order {order}, the first half of the people has {people} of {what}; the first half of the places, {places}.',
  'curve.none': 'There is no curve here: {why}.',
  'curve.unranked': 'Not in this order, as nothing is recorded to put them in it: {n}.',
  'curve.label': '{title}. {sentence} The table below it has the curve in tenths.',
  'curve.x': 'Share of people or of places',
  'curve.y': 'Share of {what}',
  'curve.equal': 'Diagonal: all have the same',
  'curve.caption': 'Share of {what} that the first so many have',
  'curve.first': 'The first',

  'measures.title': 'Measures',
  'measures.sentence':
    'On the scale of Gini, from 0 where all have the same to 1 where one has everything, this is {people} over people and {places} over places.',
  'measures.sentence.none':
    'Over people, the Gini coefficient has no value ({people}); over places: {places}.',
  'measures.of': 'The measures of each group',
  'measures.caption': 'Measures of {group}, of people and of places',
  'measures.measure': 'Measure',

  'measure.coverage': 'Coverage',
  'measure.rate_ratio': 'Rate ratio',
  'measure.rate_difference': 'Rate difference',
  'measure.mean': 'Mean',
  'measure.gini': 'Gini coefficient',
  'measure.theil': 'Theil’s T',
  'measure.between': 'Theil’s T, between groups',
  'measure.within': 'Theil’s T, within groups',
  'measure.atkinson': 'Atkinson’s index',
  'measure.palma': 'Palma ratio',
  'measure.concentration': 'Concentration index',
  'measure.erreygers': 'Erreygers’ index',
  'measure.fgt_incidence': 'Share below what is enough',
  'measure.fgt_gap': 'Gap to what is enough',
  'measure.fgt_severity': 'Severity of the gap',
  'measures.threshold': 'The threshold, which is what counts as enough, is here: {amount}.',

  'download.title': 'Download these figures',
  'download.csv': 'Groups as a table (CSV)',
  'download.json': 'Everything (JSON)',
  'download.geojson': 'Places with their value and groups (GeoJSON)',
} as const;

export type EquityKey = keyof typeof equityEn;
