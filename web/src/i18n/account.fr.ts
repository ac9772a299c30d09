import type { AccountKey } from './account.en';

/** Les mots de la connexion. */
export const accountFr: Record<AccountKey, string> = {
  'signin.title': 'Se connecter',
  'signin.lead':
    'Personne n’a besoin d’un compte pour regarder la carte. Les comptes servent aux gouvernements autochtones qui envoient des demandes, au groupe de travail qui y répond et aux personnes qui tiennent les données.',
  name: 'Nom du compte',
  password: 'Mot de passe',
  'password.show': 'Montrer',
  'signin.do': 'Se connecter',
  'signin.link':
    'Pas encore de compte, ou mot de passe oublié? Une personne qui administre ce serveur peut vous envoyer un lien qui ne sert qu’une fois. Ouvrez-le dans ce navigateur.',
  'signin.refused.401':
    'Le nom et le mot de passe ne vont pas ensemble. Vérifiez l’un et l’autre, puis réessayez.',
  'organisation.do': 'Se connecter avec {label}',
  'organisation.or': 'Ou avec le nom et le mot de passe d’un compte :',
  'organisation.unlinked':
    'Vous vous êtes identifié avec {label}, mais aucun compte d’ici n’est lié à vous : vous n’avez donc pas encore d’accès. Une personne qui administre ce serveur peut en lier un.',
  'organisation.subject':
    'Donnez-lui ces caractères, exactement comme ils sont écrits ici; ils ne sont pas secrets :',
  'organisation.declined':
    '{label} n’a laissé entrer personne : la connexion a été interrompue, ou vous ne pouvez pas vous en servir pour ce site.',
  'organisation.refused':
    'Ce qui est revenu de {label} n’était pas digne de confiance, et personne n’a été connecté. Recommencez; si cela se reproduit, dites-le à une personne qui administre ce serveur.',
  'organisation.lost':
    'Cette connexion n’a pas été commencée dans ce navigateur, ou a pris plus de dix minutes, ou était déjà terminée. Recommencez ici.',
  'organisation.away':
    'La connexion avec {label} n’est pas possible en ce moment : il n’y a pas de réponse. Réessayez plus tard, ou connectez-vous avec un nom et un mot de passe.',

  'refused.0': 'Le serveur n’a pas répondu. Vérifiez la connexion, puis réessayez.',
  'refused.429': 'Il y a eu trop d’essais. Attendez {wait}, puis réessayez.',
  'refused.429.unknown': 'Il y a eu trop d’essais. Attendez un peu, puis réessayez.',
  'refused.other': 'Cela n’a pas été possible.',

  'claim.title': 'Choisir un mot de passe',
  'claim.lead':
    'Vous êtes venu par un lien qui ne sert qu’une fois. Choisissez le mot de passe avec lequel vous vous connecterez désormais; vous serez alors connecté tout de suite.',
  'claim.hint':
    'Au moins 12 caractères, ceux que vous voulez : une phrase que vous seul diriez convient bien. Ni mot courant, ni nom tiré de la carte.',
  'claim.new': 'Nouveau mot de passe',
  'claim.do': 'Fixer le mot de passe et se connecter',
  'claim.refused.410':
    'Ce lien a déjà servi, ou son délai est passé. Demandez-en un nouveau à la personne qui administre le serveur.',
  'claim.refused.422': 'Ce mot de passe ne peut pas servir.',
  'claim.to_signin': 'Se connecter avec un mot de passe',

  'me.title': 'Votre compte',
  'me.name': 'Nom',
  'me.roles': 'Ce que vous pouvez faire',
  'me.government': 'Parle au nom de',
  'me.another': 'Se connecter sous un autre nom',
  'me.desk':
    'Quand un serveur a été lancé comme un bureau, quiconque l’ouvre sur cet ordinateur agit pour le groupe de travail sans se connecter.',
  'role.planner': 'Planification : regarde, compare et garde des scénarios',
  'role.working_group': 'Groupe de travail : lit les demandes et y répond',
  'role.government': 'Gouvernement autochtone : envoie des demandes et en garde la maîtrise',
  'role.administrator': 'Administration : tient les comptes et les données',
  'me.sign_out': 'Se déconnecter',
  'me.sign_out.failed':
    'Vous êtes encore connecté : le serveur n’a pas répondu. Réessayez, ou fermez le navigateur et revenez plus tard.',
  'me.ends':
    'Une session prend fin d’elle-même après une demi-heure sans usage, et après douze heures dans tous les cas.',
  welcome: 'Vous êtes connecté au nom de {name}.',

  'change.title': 'Changer le mot de passe',
  'change.lead': 'Ce compte est déconnecté de tous les autres navigateurs.',
  'change.now': 'Mot de passe jusqu’ici',
  'change.do': 'Changer le mot de passe',
  'change.done': 'Le mot de passe a été changé. Les autres sessions ont pris fin.',
  'change.refused.422': 'Le mot de passe n’a pas été changé.',
};
