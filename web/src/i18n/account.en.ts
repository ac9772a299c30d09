/** Words of signing in, fetched when somebody opens it. */
export const accountEn = {
  'signin.title': 'Sign in',
  'signin.lead':
    'Nobody needs an account to look at the map. Accounts are for Indigenous governments that send requests, for the working group that answers them, and for those who keep the records.',
  name: 'Name of the account',
  password: 'Password',
  'password.show': 'Show',
  'signin.do': 'Sign in',
  'signin.link':
    'No account yet, or the password is forgotten? An administrator of this server can send you a link that is good once. Open it in this browser.',
  'signin.refused.401': 'Name and password do not go together. Check both, then try again.',
  'organisation.do': 'Sign in with {label}',
  'organisation.or': 'Or with the name and the password of an account:',
  'organisation.unlinked':
    'You have signed in with {label}, and no account here is linked to you, so that you have no access yet. An administrator of this server can link one.',
  'organisation.subject': 'Give them these characters, exactly as they stand here; they are no secret:',
  'organisation.declined':
    '{label} let nobody in: the sign-in was broken off, or you may not use it for this site.',
  'organisation.refused':
    'What came back from {label} could not be trusted, so that nobody was signed in. Begin again; if it happens again, tell an administrator of this server.',
  'organisation.lost':
    'This sign-in was not begun in this browser, or took more than ten minutes, or was over already. Begin again here.',
  'organisation.away':
    'Signing in with {label} is not possible just now: it does not answer. Try again later, or sign in with name and password.',

  'refused.0': 'The server did not answer. Check the connection, then try again.',
  'refused.429': 'There were too many tries. Wait {wait}, then try again.',
  'refused.429.unknown': 'There were too many tries. Wait a little, then try again.',
  'refused.other': 'That was not possible.',

  'claim.title': 'Choose a password',
  'claim.lead':
    'You came by a link that is good once. Choose the password with which you will sign in from now on; you are then signed in at once.',
  'claim.hint':
    'At least 12 characters, whichever you like: a sentence that only you would say is good. Not a common word or a name from the map.',
  'claim.new': 'New password',
  'claim.do': 'Set the password and sign in',
  'claim.refused.410':
    'This link has been used already, or its time is over. Ask an administrator for a new one.',
  'claim.refused.422': 'This password cannot be used.',
  'claim.to_signin': 'Sign in with a password',

  'me.title': 'Your account',
  'me.name': 'Name',
  'me.roles': 'What you may do',
  'me.government': 'Speaks for',
  'me.another': 'Sign in as somebody else',
  'me.desk':
    'Where a server was started as a desk, whoever opens it on this computer acts for the working group without signing in.',
  'role.planner': 'Planner: looks, compares and keeps scenarios',
  'role.working_group': 'Working group: reads requests and answers them',
  'role.government': 'Indigenous government: sends requests and keeps control of them',
  'role.administrator': 'Administrator: keeps accounts and records',
  'me.sign_out': 'Sign out',
  'me.sign_out.failed':
    'You are still signed in: the server did not answer. Try again, or close the browser and come back later.',
  'me.ends': 'A session ends by itself after half an hour without use, and after twelve hours in any case.',
  welcome: 'You are signed in as {name}.',

  'change.title': 'Change the password',
  'change.lead': 'Every other browser in which this account is signed in is signed out.',
  'change.now': 'Password until now',
  'change.do': 'Change the password',
  'change.done': 'The password has been changed. Other sessions have ended.',
  'change.refused.422': 'The password has not been changed.',
} as const;

export type AccountKey = keyof typeof accountEn;
