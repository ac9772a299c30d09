import type { PathwaysKey } from './pathways.en';

/** Les mots de la page « Le parcours de soins ». */
export const pathwaysFr: Record<PathwaysKey, string> = {
  title: 'Le parcours de soins',
  lead: 'De chez soi à une première porte, par le sevrage et le traitement, puis de retour chez soi avec un suivi : pour chaque collectivité, qui assure chaque étape, si l’on y entre, les trajets entre elles, et les jours où le parcours se rompt.',
  'standing.illustrative': 'À titre d’illustration : personne ne s’est entendu sur ce parcours.',
  'standing.draft': 'Une ébauche : personne ne s’est entendu sur ce parcours.',
  'standing.in_engagement': 'En discussion : personne ne s’est encore entendu sur ce parcours.',
  'standing.agreed': 'Convenu.',
  'standing.superseded': 'Ce n’est plus le parcours convenu.',

  'choose.title': 'Ce que vous voulez voir',
  'choose.place': 'Collectivité',
  'choose.stretch': 'Partie de l’année',
  stretch: 'du {from} au {to} : {state}',
  'stretch.at': 'du {from} au {to} : {state} à « {step} »',
  'stretch.one': 'C’est pareil tous les jours demandés.',

  'state.holds': 'tient',
  'state.unknown': 'inconnu',
  'state.breaks': 'se rompt',
  'state.beyond': 'hors d’atteinte',

  'chain.title': '{name} : étape par étape',
  'chain.label': 'Étapes du parcours, dans l’ordre',
  'step.n': 'Étape {n}',
  'step.home': 'Chez soi.',
  'step.at': 'Lieu : {place}',
  'step.by_screen': 'Par téléphone ou à l’écran : personne ne se déplace',
  'step.anywhere': 'Son lieu n’est pas publié',
  'step.for': 'pour {who}',
  'serving.title': 'Qui peut assurer cette étape ici',
  'serving.none': 'Aucun service connu n’assure cette étape ici.',

  'journey.one': 'De {from} à {to} : {time}',
  'journey.unknown': 'De {from} à {to} : on ne sait pas s’il y a un moyen de s’y rendre',
  'journey.best':
    'De {from} à {to} : {time} au mieux, si ce qui n’est pas publié est aussi favorable que possible',
  'journey.none': 'De {from} à {to} : aucun moyen de s’y rendre',
  'journey.nowhere': 'un lieu qui n’est pas publié',
  'journey.legs': 'Comment on s’y rend',

  'entry.self': 'On peut s’y présenter soi-même.',
  'entry.referral.yes': 'Il faut un aiguillage, et on peut en obtenir un.',
  'entry.referral.no': 'Il faut un aiguillage, et on ne peut en obtenir aucun.',
  'entry.referral.unknown': 'Il faut un aiguillage; on ne sait pas si l’on peut en obtenir un.',
  'entry.court': 'Seulement sur décision d’un tribunal.',
  'entry.unknown': 'Qui peut y entrer n’est pas publié.',
  'present.unknown': 'On ne sait pas s’il sert cette collectivité.',

  'positions.title': 'Postes d’aiguillage',
  'positions.unknown': 'Qui aiguille vers ce service n’est pas publié.',
  'positions.none': 'Aucun poste qui aiguille vers ce service ne sert cette collectivité.',
  'positions.by_screen': 'sans déplacement',
  'positions.away': 'à {time}',
  'positions.here': 'sur place',
  'positions.nowhere': 'son lieu n’est pas publié',
  'positions.out_of_reach': 'hors d’atteinte ces jours-là',
  'positions.nearest': 'Le plus proche où l’on peut se présenter : {name} ({where}).',
  'positions.nearest.none': 'Aucun qu’on puisse sûrement joindre en personne.',

  'all.title': 'Toutes les collectivités',
  'all.caption':
    'Le nombre de jours, parmi ceux demandés, où le parcours tient, reste inconnu ou se rompt, et l’étape la plus faible',
  'all.place': 'Collectivité',
  'all.outcome': 'Le parcours',
  'all.holds': 'Jours où il tient',
  'all.unknown': 'Jours inconnus',
  'all.breaks': 'Jours où il se rompt',
  'all.cut': 'Jours sans moyen sûr de se rendre à une étape, ou chez soi',
  'all.weakest': 'Étape la plus faible',
  'all.none': 'aucune',
  'all.open': 'Voir le parcours de {name}',
  'seasons.title': 'Par saison',
  'season.days':
    '{season} : se rompt {breaks} jours; sans moyen sûr de se rendre à une étape, ou chez soi, {cut} jours',
  back: '{name} sur la carte',
};
