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
    '{label} a confirmé votre identité, mais aucun compte d’ici n’est lié à vous : vous n’avez donc pas encore d’accès. Une personne qui administre ce serveur peut en lier un.',
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

  leave: 'Laisser tel quel',
  copy: 'Copier',
  'copy.copied': 'Copié.',
  'copy.by_hand': 'Le texte est sélectionné : copiez-le avec le clavier ou le menu.',
  'once.done': 'Je l’ai mis en lieu sûr',

  'tokens.title': 'Clés pour les programmes',
  'tokens.lead':
    'Une clé permet à un programme de lire, ou de changer, ce que peut ce compte, sans son mot de passe. Quiconque a la clé le peut : gardez-la là où vous gardez vos mots de passe, et mettez-y fin quand elle ne sert plus.',
  'tokens.none': 'Il n’y a pas de clé.',
  'scope.read': 'pour lire',
  'scope.write': 'pour changer',
  'scope.both': 'pour lire et changer',
  'scope.read.what': 'Lire ce que ce compte peut lire',
  'scope.write.what': 'Changer ce que ce compte peut changer',
  'token.until': 'bonne jusqu’au {date}',
  'token.over': 'échue le {date}',
  'token.used': 'dernier usage : {date}',
  'token.unused': 'jamais utilisée',
  'token.end': 'Y mettre fin',
  'token.end.sure': 'Les programmes qui s’en servent sont alors refusés.',
  'token.end.do': 'Y mettre fin maintenant',
  'token.ended': 'La clé « {name} » a pris fin.',
  'token.new': 'Créer une clé',
  'token.label': 'À quoi elle sert',
  'token.label.hint':
    'Pour la reconnaître, par exemple « export de nuit ». Cela reste dans le registre des changements.',
  'token.scopes': 'Ce qu’elle peut faire',
  'token.days': 'Combien de temps elle est bonne',
  'token.days.of': '{n} jours, jusqu’au {date}',
  'token.make': 'Créer la clé',
  'token.once': 'La clé « {name} »',
  'token.once.words':
    'Elle n’est montrée que cette fois et n’est gardée nulle part. Copiez-la maintenant; si elle se perd, mettez-y fin et créez-en une autre.',
  'token.secret': 'La clé',
  'token.use': 'Un programme l’envoie avec chaque demande, comme ceci :',

  'accounts.title': 'Comptes',
  'accounts.lead':
    'Tous ceux qui peuvent se connecter ici. Qui est ajouté reçoit un lien qui ne sert qu’une fois et choisit un mot de passe que personne d’autre ne connaît. Un gouvernement voit chaque compte qui agit en son nom, et le registre des changements dit qui l’a ajouté.',
  'account.you': '(vous)',
  'account.added': 'depuis le {date}',
  'account.linked': 'depuis le {date}, par son organisation en tant que {subject}',
  'account.unclaimed': 'n’a pas encore utilisé le lien',
  'account.disabled': 'désactivé le {date}',
  'role.short.planner': 'planification',
  'role.short.working_group': 'groupe de travail',
  'role.short.government': 'gouvernement autochtone',
  'role.short.administrator': 'administration',
  'account.link': 'Nouveau lien',
  'account.link.sure':
    'Pour un mot de passe oublié. Quand il sert, l’ancien mot de passe et toutes les sessions prennent fin.',
  'account.link.do': 'Créer un lien',
  'account.off': 'Désactiver',
  'account.off.sure': 'Ses sessions, ses clés et ses liens prennent fin aussitôt.',
  'account.off.do': 'Désactiver maintenant',
  'account.off.done': 'Le compte {name} a été désactivé.',
  'account.on': 'Réactiver',
  'account.on.done': 'Le compte {name} peut de nouveau servir.',
  'account.last': 'C’est le dernier compte d’administration : ajoutez-en d’abord un autre.',
  'account.new': 'Ajouter un compte',
  'account.name.hint':
    'Le nom d’une personne ou d’un bureau. Il reste dans le registre des changements avec ce qui est fait sous ce nom. Les adresses électroniques ne sont pas acceptées.',
  'account.roles': 'Ce qu’il peut faire',
  'account.government.choose': 'choisir',
  'account.government.hint': 'Il parle au nom de ce gouvernement, et d’aucun autre.',
  'account.make': 'L’ajouter et créer le lien',
  'invited.title': 'Le lien pour {name}',
  'invited.words':
    'Il n’est montré que cette fois. Remettez-le vous-même, par une voie où personne d’autre ne lit : qui l’ouvre en premier a le compte. Il ne sert qu’une fois, jusqu’au {when}.',
  'invited.link': 'Le lien',
  'invited.message': 'Les mots pour le remettre',
  'invited.text':
    'Bonjour,\n\nce lien ouvre votre compte « {name} » sur Evenreach :\n{link}\n\nOuvrez-le dans le navigateur que vous utiliserez et choisissez-y un mot de passe. Personne d’autre ne le connaîtra. Le lien ne sert qu’une fois, jusqu’au {when}. S’il dit qu’il a déjà servi et que ce n’était pas vous, dites-le-moi tout de suite, s’il vous plaît.',

  'own_accounts.title': 'Comptes qui agissent pour votre gouvernement',
  'own_accounts.lead':
    'Tous ceux qui peuvent agir ici en son nom. Si vous n’en reconnaissez pas un, dites-le tout de suite à qui exploite ce serveur : le registre des changements dit qui l’a ajouté et quand.',
};
