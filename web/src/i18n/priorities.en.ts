/** Words of the page of priorities, fetched when somebody opens it. */
export const prioritiesEn = {
  parts: 'Ranking or decisions',
  'part.ranking': 'Ranking',
  'part.decisions': 'Decisions',
  'part.ranking.title': 'Where next',
  'part.ranking.lead':
    'Every open request, every gap and every referral position that is lacking, held against the same criteria. How much each criterion counts is yours to choose; the order follows, and the page says how firm it is.',
  'part.decisions.title': 'What was decided',
  'part.decisions.lead':
    'What the working group decided on a request, a gap or a referral position, why, who disagreed, and what has become of the gap since.',

  'choose.title': 'What to rank',
  'help.all': 'Every kind of help',
  scope: 'Options',
  'scope.all': 'Requests, gaps and referral positions',
  'scope.requests': 'Open requests only',
  'scope.gaps': 'Gaps only',
  'scope.positions': 'Referral positions only',
  no_definition: 'There is no definition of equitable access on record, so that nothing can be ranked.',

  'weights.title': 'How much each criterion counts',
  'weights.lead':
    'Take a ready weighting, or give points by hand. No weighting is the right one: the choice is a matter of values.',
  'weights.by_hand': 'Points by hand',
  preset: 'Weighting',
  'preset.even': 'All alike',
  'preset.people': 'People first',
  'preset.places': 'Places first',
  'preset.worst_off': 'Worst off first',
  'preset.asked': 'What was asked for first',
  'preset.hand': 'By hand',
  'weight.value': '{points} points, {share} of the whole',
  'weight.points': '{name}, points',
  'weights.sum': 'Sum: {n} points.',
  'weights.shares': 'Each criterion counts by its share of the sum.',
  'weights.none': 'Give at least one criterion some points.',
  'weights.part': '{name} {share}',
  'studies.weigh': 'Weigh what studies found, too',
  'studies.lead': 'It counts for nothing unless you give it points.',
  'studies.title': 'What the studies say, and what they cannot: {n}',
  'studies.none': 'No study of this kind of help is on record.',
  constant: 'The same for every option: it decides nothing here.',

  said: 'First of {total}: {name}. It is first in {weights} of {samples} other weightings, and in {both} when what is unknown is drawn as well.',
  'said.unsettled': 'First by these weights: {name}. How firm that is, is being worked out.',
  'said.together': 'Several come first together: {names}.',
  'said.many': '{n} of {total} options come first together: these weights do not tell them apart.',
  'said.none': 'There is no open request, gap or referral position to rank here.',

  'map.title': 'Where the options are',
  'map.label': 'Map of the options: the number in a place is the rank of the highest option there',
  'map.legend':
    'The number is the rank of the highest option in a place, down to {n}. Places without one have none that high.',
  'map.step': '{name}: rank {rank}, {title}. Enter goes to it.',
  'map.step.none': '{name}: no option here.',

  'orders.title': 'Three orders of the same options',
  'orders.lead':
    'Counting people sends everything to the largest town; counting places does not. Both stand beside the order by your weights, so that nobody sees the one without the other.',
  'orders.weights': 'By your weights',
  'orders.people': 'By people gaining',
  'orders.places': 'By places gaining',
  gain: 'People gaining: {people}; places gaining: {places}',

  'table.title': 'All options',
  'table.lead':
    'Each criterion stands as it is counted and, smaller, as it is weighed: from 0 for the least of all options to 1 for the most. A dashed bar is how far it could go if what is unknown turned out well.',
  'table.caption': 'Options in the order of their ranks; scrolls sideways',
  'table.all': 'Show all {n} options',
  'kind.request': 'Request',
  'kind.gap': 'Gap',
  'kind.position': 'Referral position',
  'column.rank': 'Rank',
  'column.option': 'Option',
  'column.score': 'Score',
  'column.firm': 'How firm',
  'column.people_rank': 'Rank by people',
  'column.place_rank': 'Rank by places',
  'column.criterion': 'Criterion',
  'column.raw': 'Counted',
  'column.value': 'From 0 to 1',
  'column.weight': 'Weight',
  'rank.tied': '{n}, tied',
  range: '{low} to {high}',
  withheld: '{words} (withheld: a few people could be recognised)',
  yes: 'yes',
  no: 'no',
  of_three: '{n} of 3',
  'often.under': 'under {percent}',
  'often.over': 'over {percent}',

  firm: 'First in {first} of weightings, in the first three in {three}',
  'firm.waiting': 'Being worked out …',
  'firm.title': 'How firm this rank is',
  'firm.weights':
    'By other weights: first in {first} of weightings; from rank {best} to {worst}, {mean} on average.',
  'firm.facts':
    'By these weights, with what is unknown drawn: first in {first}; from rank {best} to {worst}, {mean} on average.',
  'firm.both': 'With both drawn: first in {first}; from rank {best} to {worst}, {mean} on average.',
  'firm.possible':
    'By these weights and whatever the unknown turns out to be, it stands between rank {best} and rank {worst}.',
  'firm.caption': 'In how many of {samples} draws it has which rank',
  'firm.beyond': 'beyond {n}',
  'drawn.weights': 'Other weights',
  'drawn.facts': 'Unknown facts',
  'drawn.both': 'Both',
  central:
    'Who puts it first weighs, on average: {weights}. By those weights it is first in {confidence} of draws of the unknown.',
  'central.none': 'None of the weightings that were drawn puts it first.',

  'option.back': 'Back to the ranking',
  'option.gone': 'This is not among the options',
  'option.gone.why':
    'The request may have been answered, or the gap may have closed; or it is not one of the kind of help, the days or the records that are looked at.',
  'option.said': 'Rank {rank} (of {total}); score {score}.',
  'option.orders':
    'By people gaining alone it would be number {people}, by places gaining alone number {places}.',
  'option.supposed': 'What is supposed',
  'option.request': 'The request itself',
  'option.gap': 'The gap on the map',
  'option.position': 'The way through care from there',
  'option.criteria': 'Criterion by criterion',
  'option.hangs': 'What it hangs on',
  'option.hangs.lead': 'Not on record, and the score would change with it:',
  'option.hangs.none': 'Nothing unknown changes its score.',
  'option.hangs.elsewhere':
    'All that is asked of it is said. Its score has two ends because of what is not on record of the place and of the services around it.',

  'first.title': 'What would have to be true for it to come first',
  'first.weights': 'Move at least {moved} of the weight, for example to: {weights}.',
  'first.no_weights': 'By no weights at all does it come first.',
  'first.at_best': 'If all that is unknown of it turned out well, move {moved} of the weight: {weights}.',
  'first.at_best.as_they_are':
    'If all that is unknown of it turned out well, it would come first by the present weights.',
  'first.facts': 'By the present weights it would be enough if what is unknown turned out well for: {names}.',
  'first.no_facts': 'Nothing that is unknown of it would be enough by itself.',
  'first.behind': 'By whatever weights, it stays behind: {names}.',
  'first.behind.many': 'By whatever weights, it stays behind {n} other options',

  method:
    'Each criterion is stretched from the least to the most among these options, and the values are summed by weight. How firm a rank is comes from {samples} weightings drawn evenly from all there are, by the seed {seed}: the same everywhere.',
  'download.title': 'Download this ranking',
  'download.xlsx': 'Table for a spreadsheet (XLSX)',
  'download.csv': 'Table (CSV)',
  'download.geojson': 'Options on a map (GeoJSON)',
  'download.json': 'Everything (JSON)',
} as const;

export type PrioritiesKey = keyof typeof prioritiesEn;
