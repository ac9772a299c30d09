import type { TrendKey } from './trend.en';

/** Les mots de la page « Au fil des ans ». */
export const trendFr: Record<TrendKey, string> = {
  title: 'Au fil des ans',
  lead: 'Dans combien de collectivités ce type d’aide a respecté les limites, trimestre par trimestre, d’après les services, les routes et les vols de l’époque, dans la mesure où leurs dates sont connues. Chacune est examinée sur une année entière. Les limites, la population et les jours où glace et traversiers portent sont ceux d’aujourd’hui.',
  'choose.title': 'Ce que vous voulez voir',
  sentence: 'Au {quarter}, la norme « {standard} » est atteinte pour {met} sur {total}.',
  'sentence.since':
    'Au {quarter}, la norme « {standard} » est atteinte pour {met} sur {total}; au {first}, elle l’était pour {first_met}.',
  'sentence.gaps':
    'Pour {open}, elle n’est pas sûrement atteinte aujourd’hui; pour {before} d’entre elles, depuis avant le début des données.',
  'sentence.gaps.none': 'Elle est sûrement atteinte partout aujourd’hui.',
  'sentence.nothing': 'Il n’y a aucun trimestre à montrer.',

  'chart.title': 'Collectivités par résultat, trimestre par trimestre',
  'chart.label':
    'Graphique des collectivités par résultat, du {first} au {last}. {sentence} Le tableau qui suit donne chaque chiffre.',
  'chart.places': 'collectivités',
  'table.title': 'La même chose en tableau',
  'table.caption': 'Collectivités par résultat; les trimestres aux mêmes chiffres forment une ligne',
  'table.quarter': 'Trimestre',
  'table.run': 'du {from} au {to}',

  'gaps.title': 'Écarts ouverts, et depuis quand',
  'gaps.hint':
    'Un écart est une collectivité où la norme n’est pas sûrement atteinte aujourd’hui. Depuis quand : sans interruption, selon les dates d’ouverture et de fermeture consignées.',
  'gaps.caption': 'Écarts ouverts : {n}',
  'gaps.place': 'Collectivité',
  'gaps.outcome': 'Résultat aujourd’hui',
  'gaps.since': 'Ouvert depuis',
  'gaps.before_record': 'depuis avant le début des données',
  'gaps.long': 'le {date} ({length})',
  'gaps.unknown': 'on ne sait pas depuis quand',
  'gaps.open': 'Ouvrir {name} sur la carte',
};
