import type { EquityKey } from './equity.en';

/** Les mots de la page « Équité ». */
export const equityFr: Record<EquityKey, string> = {
  title: 'Qui en a combien',
  lead: 'Comment un type d’aide se répartit : entre régions, types de route, langues ou tout autre groupe de collectivités. Chaque chiffre y est deux fois : une fois pour les personnes, une fois pour les collectivités.',
  'choose.title': 'Ce que vous voulez voir',
  'choose.value': 'Ce qui est mesuré',
  'choose.by': 'Groupes',
  'choose.by.own': 'Une colonne ou une règle à vous…',
  'choose.by.own.label': 'Colonne ou règle',
  'choose.by.own.hint':
    'Le nom d’une colonne des collectivités, comme governance, ou une règle en CQL2, comme population > 1000. La touche Entrée l’affiche.',
  'choose.rank': 'Ordre pour la courbe de concentration',
  'choose.threshold.days': 'Jours qui suffisent',
  'choose.threshold.minutes': 'Minutes qui sont assez proches',
  'choose.threshold.hint':
    'Vide : ce que la norme elle-même demande. Qui a moins, ou est plus loin, est en défaut dans les mesures ci-dessous.',
  no_definition: 'Aucune définition de l’accès équitable n’est consignée; rien ne peut donc être mesuré.',
  no_standard: 'Cette définition ne comporte aucun type d’aide à examiner.',

  'value.days_met': 'Jours où la norme est atteinte',
  'value.shortfall': 'Écart : ce qui manque pour l’atteindre',
  'value.travel_minutes': 'Minutes jusqu’au service le plus proche',
  'value.met': 'Atteinte ou non',
  'what.days_met': 'tous les jours où la norme est atteinte',
  'what.shortfall': 'tout l’écart',
  'what.travel_minutes': 'toutes les minutes de trajet',
  'what.met': 'tout ce qui est atteint',

  'by.region': 'Région',
  'by.authority': 'Administration de santé',
  'by.road_access': 'Accès routier',
  'by.language': 'Langue autochtone',
  'by.indigenous_government': 'Gouvernement autochtone',
  'by.size': 'Nombre de personnes',
  'by.distance': 'Minutes jusqu’au service le plus proche',

  'rank.population': 'de la plus petite collectivité à la plus grande',
  'rank.travel_minutes': 'de la plus proche d’un service à la plus éloignée',
  'rank.column': 'selon {name}, le moins d’abord',

  points: '{n} points',
  range: 'de {low} à {high}',
  beyond: 'aucun service accessible',

  none: 'aucune valeur : {why}',
  withheld: 'non publié : {why}',
  'why.withheld': 'on pourrait y reconnaître quelques personnes',
  'why.empty': 'il n’y a personne à compter',
  'why.unreachable': 'certains pourraient n’atteindre aucun service, ce qu’aucun nombre ne peut rendre',
  'why.unbounded': 'il faudrait diviser par zéro',
  'why.undefined': 'il faudrait diviser zéro par zéro',
  'why.overlap': 'les groupes se recoupent et ne sont donc pas les parties d’un tout',
  'why.no_threshold': 'rien ne dit combien suffit',
  'why.no_bound': 'cette mesure n’a pas de limite supérieure',

  asked: '{standard}, {when}. Ce qui est mesuré : {value}. Groupes : {by}.',

  'caution.all_unknown':
    'Pour aucune des {total} collectivités on ne sait si la norme est atteinte. Les chiffres qui suivent supposent le pire; ils disent combien peu on en sait, et non si c’est juste.',
  'caution.some_unknown':
    'Pour {unknown} collectivités sur {total}, on ne sait pas si la norme est atteinte. Un chiffre seul suppose le pire; de deux chiffres, la vérité se trouve entre eux.',
  'caution.nobody':
    'Personne n’en dispose sûrement. Tous ont alors autant, et chaque mesure d’inégalité vaut 0 : ce n’est pas de la justice.',
  'caution.nothing_missing': 'Rien ne manque nulle part; il n’y a donc pas d’inégalité possible.',

  'groups.title': 'Les groupes côte à côte',
  'groups.key': 'Ce que les motifs veulent dire',
  'groups.overlap':
    'Une collectivité peut faire partie de plusieurs de ces groupes. Leur somme n’est pas le total.',
  'groups.bar': '{counted} : {counts}; {total} en tout',
  'groups.count': '{outcome} {n}',
  'groups.met': 'atteint à {share} : {met} sur {total}',
  'groups.withheld': 'Non publié : on pourrait y reconnaître quelques personnes',
  'groups.withheld.total': 'Non publié : on pourrait y reconnaître quelques personnes; {total} en tout',
  'groups.uncounted': 'Les personnes d’ici ne sont pas comptées séparément',
  'groups.nobody': 'Personne à compter',
  'groups.caption': 'Personnes et collectivités par résultat, groupe par groupe',
  'groups.scroll': 'Tableau des groupes, défile de côté',

  'counted.people': 'Personnes',
  'counted.places': 'Collectivités',
  'table.title': 'La même chose en tableau',
  'table.group': 'Groupe',
  'table.counted': 'On compte',
  'table.total': 'Total',
  'table.coverage': 'Part sûrement atteinte',

  'spread.title': 'La répartition au sein de chaque groupe',
  'spread.sentence': 'La personne du milieu : {people}; la collectivité du milieu : {places}.',
  'spread.met':
    'Atteinte ou non : il n’y a que deux valeurs, et les barres ci-dessus disent combien ont l’une et l’autre.',
  'spread.label': '{group}, {counted} : {quantiles}',
  'spread.quantile': '{percent} sur 100 ont {value} ou moins',
  'spread.key.box': 'Boîte : la moitié du milieu; ligne : huit sur dix; trait : le milieu',
  'spread.key.best': 'Tirets : la même chose si tout ce qui est inconnu était favorable',
  'spread.key.beyond': 'Hachures : aucun service accessible',
  'spread.caption': 'Quantiles, groupe par groupe : tant sur 100 ont cette valeur ou moins',
  'spread.scroll': 'Tableau des quantiles, défile de côté',
  'spread.percent': '{n} sur 100',

  'curves.title': 'Qui en a quelle part',
  'curve.lorenz.title': 'De ceux qui ont le moins à ceux qui ont le plus',
  'curve.concentration.title': 'Dans un autre ordre : {order}',
  'curve.lorenz.sentence':
    'La moitié des personnes qui a le moins compte pour {people} de l’ensemble ({what}); la moitié des collectivités, pour {places}.',
  'curve.concentration.sentence':
    'Dans cet ordre ({order}), la première moitié des personnes compte pour {people} de l’ensemble ({what}); la première moitié des collectivités, pour {places}.',
  'curve.lorenz.one': '{counted} : la moitié qui a le moins compte pour {share} de l’ensemble ({what}).',
  'curve.concentration.one':
    '{counted} : dans cet ordre ({order}), la première moitié compte pour {share} de l’ensemble ({what}).',
  'curve.missing': '{counted} : il n’y a pas de courbe, car {why}.',
  'curve.none': 'Il n’y a pas de courbe ici : {why}.',
  'curve.unranked': 'Hors de cet ordre, faute de donnée pour les y ranger : {n}.',
  'curve.label': '{title}. {sentence} Le tableau qui suit donne la courbe par dixièmes.',
  'curve.x': 'Part des personnes ou des collectivités',
  'curve.y': 'Part de l’ensemble ({what})',
  'curve.equal': 'Diagonale : tous ont autant',
  'curve.caption': 'Part de l’ensemble ({what}) qu’ont les premiers',
  'curve.first': 'Les premiers',

  'measures.title': 'Mesures',
  'measures.sentence':
    'Le coefficient de Gini, de 0 où tous ont autant à 1 où un seul a tout, est pour les personnes : {people}; pour les collectivités : {places}.',
  'measures.of': 'Les mesures de chaque groupe',
  'measures.caption': 'Mesures de {group}, pour les personnes et les collectivités',
  'measures.measure': 'Mesure',

  'measure.coverage': 'Couverture',
  'measure.rate_ratio': 'Rapport des taux',
  'measure.rate_difference': 'Différence des taux',
  'measure.mean': 'Moyenne',
  'measure.gini': 'Coefficient de Gini',
  'measure.theil': 'Indice T de Theil',
  'measure.between': 'Indice T de Theil, entre groupes',
  'measure.within': 'Indice T de Theil, au sein des groupes',
  'measure.atkinson': 'Indice d’Atkinson',
  'measure.palma': 'Rapport de Palma',
  'measure.concentration': 'Indice de concentration',
  'measure.erreygers': 'Indice d’Erreygers',
  'measure.fgt_incidence': 'Part sous ce qui suffit',
  'measure.fgt_gap': 'Distance à ce qui suffit',
  'measure.fgt_severity': 'Gravité de cette distance',
  'measures.threshold': 'Le seuil, ce qui suffit, est ici : {amount}.',

  'download.title': 'Télécharger ces chiffres',
  'download.csv': 'Les groupes en tableau (CSV)',
  'download.json': 'Tout (JSON)',
  'download.geojson': 'Les collectivités avec leur valeur et leurs groupes (GeoJSON)',
};
