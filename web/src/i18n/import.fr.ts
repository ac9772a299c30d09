import type { ImportKey } from './import.en';

/** Les mots de la partie qui importe une feuille de demandes. */
export const importFr: Record<ImportKey, string> = {
  title: 'En envoyer plusieurs à la fois, à partir d’une feuille de calcul',
  lead: 'Une demande par ligne, avec les colonnes du modèle. Rien ne part avant que vous ayez vu ce que donne la feuille; et si une ligne contient une erreur, aucune ne part.',
  private:
    'Sauf indication contraire dans la ligne, le groupe de travail et votre gouvernement peuvent voir la demande, et personne d’autre.',
  'template.xlsx': 'Modèle en classeur (XLSX)',
  'template.csv': 'Modèle en tableau (CSV)',
  'template.words': 'La deuxième page du classeur énumère ce que chaque colonne peut contenir.',
  choose: 'Choisir une feuille (CSV ou XLSX)',
  'choose.another': 'Choisir la feuille corrigée, ou une autre',
  checking: 'Examen de la feuille en cours…',
  sending: 'Envoi de la feuille en cours…',
  'ready.title': 'Aucune erreur dans « {file} »',
  'ready.words':
    'Lignes : {rows}. Nouvelles demandes : {new}. Déjà consignées, et laissées telles quelles : {unchanged}.',
  'ready.nothing': 'Toutes les lignes sont déjà consignées. Il n’y a rien à envoyer.',
  'ready.wait': 'Rien n’a encore été envoyé.',
  send: 'Envoyer ces demandes : {n}',
  cancel: 'Ne rien envoyer',
  'faulty.title': 'Rien n’a été envoyé de « {file} »',
  'faulty.rows':
    'Lignes avec une erreur : {rows}. Corrigez-les dans votre tableur, enregistrez, puis choisissez la feuille de nouveau.',
  'faulty.file': 'La feuille ne peut pas être lue telle quelle. Corrigez-la, puis choisissez-la de nouveau.',
  'faulty.caption': 'Ce qu’il faut corriger, ligne par ligne',
  'faulty.more':
    'Erreurs affichées : {shown} sur {all}. Les autres apparaissent à mesure que celles-ci sont corrigées.',
  'th.row': 'Ligne',
  'th.column': 'Colonne',
  'th.found': 'Ce qui s’y trouve',
  'th.expected': 'Ce qui devrait s’y trouver',
  'row.whole': 'toute la feuille',
  'column.none': '–',
  'refused.title': '« {file} » n’a pas pu être envoyé',
  'done.title': 'Les demandes de « {file} » sont arrivées',
  'done.words': 'Consignées, chacune une fois : {rows}. Elles figurent dans la liste ci-dessous.',
  'done.announce': 'Les demandes de la feuille sont arrivées.',
  too_large: 'Le fichier dépasse 50 mégaoctets. Une feuille de demandes est bien plus petite.',
  unreadable:
    'Le fichier n’a pas pu être lu. Il a peut-être été déplacé ou changé depuis : choisissez-le de nouveau.',

  'found.nothing': 'rien',
  'found.no_column': 'pas de telle colonne',
  'found.twice': 'la même chose deux fois',
  'found.letters': '{n} lettres',
  'found.entries': '{n} éléments',
  'found.code': 'un caractère caché ({n})',

  'expected.service_type': 'l’identifiant d’un type d’aide, comme dans le modèle',
  'expected.communities':
    'des identifiants de collectivités, comme dans le modèle, séparés par des points-virgules; sauf pour une ébauche, au moins une collectivité ou une région',
  'expected.regions': 'des identifiants de régions, comme dans le modèle, séparés par des points-virgules',
  'expected.why': 'des mots : 10 000 lettres au plus, sans caractère caché',
  'expected.since': 'une année, un mois ou un jour, au plus tard aujourd’hui : 2019, 2019-05 ou 2019-05-01',
  'expected.delivery_mode': 'un des mots du modèle, ou rien',
  'expected.languages': 'des codes de langues, comme dans le modèle, séparés par des points-virgules',
  'expected.cultural_grounding': 'des mots : 10 000 lettres au plus, sans caractère caché',
  'expected.evidence':
    'sur chaque ligne de la case, un document : son titre, une espace, et son adresse, qui commence par https:// ou http://',
  'expected.labels':
    'des adresses qui commencent par https:// ou http://, séparées par un point-virgule et une espace',
  'expected.visibility': 'owner, working_group ou public; ou rien, pour working_group',
  'expected.id': 'rien, pour une nouvelle demande; ou le numéro d’une demande que votre gouvernement a ici',
  'expected.government': 'l’identifiant de votre propre gouvernement, ou rien',
  'expected.state':
    'rien, submitted ou draft pour une nouvelle demande; pour une demande consignée, où elle en est',
  'expected.header': 'les colonnes du modèle, chacune une fois',
  'expected.same':
    'ce que dit la demande : une feuille ne change rien de ce qui est consigné. Corrigez-la sur sa propre page, ou enlevez son numéro pour demander autre chose.',
  'expected.closed': 'des guillemets par paires; à l’intérieur d’une case, un guillemet s’écrit deux fois',
  'expected.encoding':
    'du texte en UTF-8 : dans Excel, enregistrez-le comme « CSV UTF-8 », ou comme classeur (XLSX)',
  'expected.size': 'un fichier de 50 mégaoctets au plus',
  'expected.rows': '10 000 lignes au plus',
  'expected.packing': 'un classeur (XLSX) tel qu’un tableur l’enregistre',
  'expected.content': 'une première ligne avec les noms des colonnes, et une ligne par demande',
  'expected.other': 'Selon le serveur :',
};
