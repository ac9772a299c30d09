import type { PrioritiesKey } from './priorities.en';

/** Les mots de la page des priorités, chargés avec elle. */
export const prioritiesFr: Record<PrioritiesKey, string> = {
  parts: 'Classement ou décisions',
  'part.ranking': 'Classement',
  'part.decisions': 'Décisions',
  'part.ranking.title': 'Où agir d’abord',
  'part.ranking.lead':
    'Chaque demande ouverte, chaque écart et chaque poste d’aiguillage qui manque, mesurés aux mêmes critères. C’est à vous de choisir combien compte chaque critère; l’ordre suit, et la page dit à quel point il est solide.',
  'part.decisions.title': 'Ce qui a été décidé',
  'part.decisions.lead':
    'Ce que le groupe de travail a décidé d’une demande, d’un écart ou d’un poste d’aiguillage, pourquoi, qui n’était pas d’accord, et ce que l’écart est devenu depuis.',

  'choose.title': 'Que classer',
  'help.all': 'Tous les types d’aide',
  scope: 'Options',
  'scope.all': 'Demandes, écarts et postes d’aiguillage',
  'scope.requests': 'Demandes ouvertes seulement',
  'scope.gaps': 'Écarts seulement',
  'scope.positions': 'Postes d’aiguillage seulement',
  no_definition: 'Aucune définition de l’accès équitable n’est consignée : rien ne peut être classé.',

  'weights.title': 'Combien compte chaque critère',
  'weights.lead':
    'Prenez une pondération toute faite, ou donnez des points à la main. Aucune pondération n’est la bonne : c’est un choix de valeurs.',
  'weights.by_hand': 'Points donnés à la main',
  preset: 'Pondération',
  'preset.even': 'Tous à égalité',
  'preset.people': 'Les personnes d’abord',
  'preset.places': 'Les lieux d’abord',
  'preset.worst_off': 'Les plus mal servis d’abord',
  'preset.asked': 'Ce qui a été demandé d’abord',
  'preset.hand': 'À la main',
  'weight.value': '{points} points, {share} du total',
  'weight.points': '{name}, points',
  'weights.sum': 'Somme : {n} points.',
  'weights.shares': 'Chaque critère compte selon sa part de la somme.',
  'weights.none': 'Donnez des points à un critère au moins.',
  'weights.part': '{name} {share}',
  'studies.weigh': 'Peser aussi ce que des études ont trouvé',
  'studies.lead': 'Cela ne compte pour rien tant que vous n’y mettez pas de points.',
  'studies.title': 'Ce que disent les études, et ce qu’elles ne peuvent pas dire : {n}',
  'studies.none': 'Aucune étude de ce type d’aide n’est consignée.',
  constant: 'Pareil pour toutes les options : il ne décide de rien ici.',

  said: 'En tête de {total} : {name}. C’est le cas pour {weights} de {samples} autres pondérations, et pour {both} si l’inconnu est aussi tiré au sort.',
  'said.unsettled': 'En tête selon ces poids : {name}. La solidité de ce rang est en calcul.',
  'said.together': 'Plusieurs sont en tête ensemble : {names}.',
  'said.many': '{n} options sur {total} sont en tête ensemble : ces poids ne les distinguent pas.',
  'said.none': 'Il n’y a ici ni demande ouverte, ni écart, ni poste d’aiguillage à classer.',

  'map.title': 'Où sont les options',
  'map.label': 'Carte des options : le nombre dans un lieu est le rang de la plus haute option de ce lieu',
  'map.legend':
    'Le nombre est le rang de la plus haute option d’un lieu, jusqu’à {n}. Les lieux sans nombre n’en ont pas d’aussi haute.',
  'map.step': '{name} : rang {rank}, {title}. Entrée y mène.',
  'map.step.none': '{name} : aucune option ici.',

  'orders.title': 'Trois ordres des mêmes options',
  'orders.lead':
    'Compter les personnes envoie tout à la plus grande ville; compter les lieux, non. Les deux figurent à côté de l’ordre selon vos poids, pour que personne ne voie l’un sans l’autre.',
  'orders.weights': 'Selon vos poids',
  'orders.people': 'Selon les personnes qui y gagnent',
  'orders.places': 'Selon les lieux qui y gagnent',
  gain: 'Personnes qui y gagnent : {people}; lieux qui y gagnent : {places}',

  'table.title': 'Toutes les options',
  'table.lead':
    'Chaque critère figure tel qu’il est compté et, en plus petit, tel qu’il est pesé : de 0 pour la moindre des options à 1 pour la plus grande. Une barre en tirets montre jusqu’où il irait si l’inconnu tournait bien.',
  'table.caption': 'Options dans l’ordre de leurs rangs; se fait défiler de côté',
  'table.all': 'Montrer les {n} options',
  'kind.request': 'Demande',
  'kind.gap': 'Écart',
  'kind.position': 'Poste d’aiguillage',
  'column.rank': 'Rang',
  'column.option': 'Option',
  'column.score': 'Note',
  'column.firm': 'Solidité',
  'column.people_rank': 'Rang selon les personnes',
  'column.place_rank': 'Rang selon les lieux',
  'column.criterion': 'Critère',
  'column.raw': 'Compté',
  'column.value': 'De 0 à 1',
  'column.weight': 'Poids',
  'rank.tied': '{n}, à égalité',
  range: '{low} à {high}',
  withheld: '{words} (retenu : quelques personnes pourraient être reconnues)',
  yes: 'oui',
  no: 'non',
  of_three: '{n} sur 3',
  'often.under': 'moins de {percent}',
  'often.over': 'plus de {percent}',

  firm: 'En tête pour {first} des pondérations, dans les trois premières pour {three}',
  'firm.waiting': 'En calcul…',
  'firm.title': 'À quel point ce rang est solide',
  'firm.weights':
    'Selon d’autres poids : en tête pour {first} des pondérations; du rang {best} au rang {worst}, {mean} en moyenne.',
  'firm.facts':
    'Selon ces poids, l’inconnu étant tiré au sort : en tête pour {first}; du rang {best} au rang {worst}, {mean} en moyenne.',
  'firm.both':
    'Les deux étant tirés : en tête pour {first}; du rang {best} au rang {worst}, {mean} en moyenne.',
  'firm.possible':
    'Selon ces poids et quoi que l’inconnu se révèle être, l’option se tient entre le rang {best} et le rang {worst}.',
  'firm.caption': 'Dans combien de {samples} tirages elle a quel rang',
  'firm.beyond': 'au-delà de {n}',
  'drawn.weights': 'Autres poids',
  'drawn.facts': 'Faits inconnus',
  'drawn.both': 'Les deux',
  central:
    'Qui la met en tête pèse, en moyenne : {weights}. Selon ces poids, elle est en tête dans {confidence} des tirages de l’inconnu.',
  'central.none': 'Aucune des pondérations tirées ne la met en tête.',

  'option.back': 'Retour au classement',
  'option.gone': 'Ceci n’est pas parmi les options',
  'option.gone.why':
    'La demande a peut-être reçu sa réponse, ou l’écart s’est comblé; ou bien elle n’est pas de la sorte d’aide, des jours ou des données que l’on regarde.',
  'option.said': 'Rang {rank} (sur {total}); note {score}.',
  'option.orders':
    'Selon les seules personnes qui y gagnent, elle serait au rang {people}; selon les seuls lieux, au rang {places}.',
  'option.supposed': 'Ce qui est supposé',
  'option.request': 'La demande elle-même',
  'option.gap': 'L’écart sur la carte',
  'option.position': 'Le parcours de soins depuis ce lieu',
  'option.criteria': 'Critère par critère',
  'option.hangs': 'De quoi elle dépend',
  'option.hangs.lead': 'Non consigné, et la note en dépend :',
  'option.hangs.none': 'Rien d’inconnu ne change sa note.',
  'option.hangs.elsewhere':
    'Tout ce qui lui est demandé est dit. Sa note a deux bouts à cause de ce qui n’est pas consigné du lieu et des services alentour.',

  'first.title': 'Ce qui devrait être vrai pour qu’elle vienne en tête',
  'first.weights': 'Déplacer au moins {moved} du poids, par exemple vers : {weights}.',
  'first.no_weights': 'Elle ne vient en tête selon aucun poids.',
  'first.at_best': 'Si tout ce qu’on en ignore tournait bien, déplacer {moved} du poids : {weights}.',
  'first.at_best.as_they_are':
    'Si tout ce qu’on en ignore tournait bien, elle viendrait en tête selon les poids présents.',
  'first.facts': 'Selon les poids présents, il suffirait que l’inconnu tourne bien pour : {names}.',
  'first.no_facts': 'Rien de ce qu’on en ignore ne suffirait à lui seul.',
  'first.behind': 'Quels que soient les poids, elle reste derrière : {names}.',
  'first.behind.many': 'Quels que soient les poids, elle reste derrière {n} autres options',

  method:
    'Chaque critère est étiré du moins au plus parmi ces options, et les valeurs sont sommées selon les poids. La solidité d’un rang vient de {samples} pondérations tirées également parmi toutes, avec la graine {seed} : les mêmes partout.',
  'download.title': 'Télécharger ce classement',
  'download.xlsx': 'Tableau pour un tableur (XLSX)',
  'download.csv': 'Tableau (CSV)',
  'download.geojson': 'Options sur une carte (GeoJSON)',
  'download.json': 'Tout (JSON)',
};
