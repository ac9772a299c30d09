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

  leave: 'Leave it as it is',
  copy: 'Copy',
  'copy.copied': 'Copied.',
  'copy.by_hand': 'It is marked: copy it with the keyboard or the menu.',
  'once.done': 'I have kept it',

  'tokens.title': 'Keys for programs',
  'tokens.lead':
    'A key lets a program read, or change, what this account may, without its password. Whoever has the key can do so: keep it where you keep passwords, and end it when it is no longer needed.',
  'tokens.none': 'There is no key.',
  'scope.read': 'for reading',
  'scope.write': 'for changing',
  'scope.both': 'for reading and changing',
  'scope.read.what': 'Read what this account may read',
  'scope.write.what': 'Change what this account may change',
  'token.until': 'good until {date}',
  'token.over': 'its time was over on {date}',
  'token.used': 'last used {date}',
  'token.unused': 'never used',
  'token.end': 'End it',
  'token.end.sure': 'Programs that use it are refused from then on.',
  'token.end.do': 'End it now',
  'token.ended': 'The key “{name}” has been ended.',
  'token.new': 'Make a key',
  'token.label': 'What it is for',
  'token.label.hint':
    'So that you know it again, for example “nightly export”. It stays in the record of changes.',
  'token.scopes': 'What it may do',
  'token.days': 'How long it is good',
  'token.days.of': '{n} days, until {date}',
  'token.make': 'Make the key',
  'token.once': 'The key “{name}”',
  'token.once.words':
    'It is shown this once and kept nowhere. Copy it now; if it is lost, end it and make another.',
  'token.secret': 'The key',
  'token.use': 'A program sends it with each request, like this:',

  'accounts.title': 'Accounts',
  'accounts.lead':
    'Everybody who can sign in here. Whoever is added gets a link that is good once and chooses a password that nobody else knows. A government sees every account that acts in its name, and the record of changes says who added it.',
  'account.you': '(you)',
  'account.added': 'since {date}',
  'account.linked': 'since {date}, by their organisation as {subject}',
  'account.unclaimed': 'has not used the link yet',
  'account.disabled': 'disabled on {date}',
  'role.short.planner': 'planner',
  'role.short.working_group': 'working group',
  'role.short.government': 'Indigenous government',
  'role.short.administrator': 'administrator',
  'account.link': 'New link',
  'account.link.sure': 'For a forgotten password. When it is used, the old password and all sessions end.',
  'account.link.do': 'Make a link',
  'account.off': 'Disable',
  'account.off.sure': 'Its sessions, keys and links end at once.',
  'account.off.do': 'Disable it now',
  'account.off.done': 'The account {name} has been disabled.',
  'account.on': 'Enable again',
  'account.on.done': 'The account {name} can be used again.',
  'account.last': 'It is the last administrator: add another one first.',
  'account.new': 'Add an account',
  'account.name.hint':
    'The name of a person or an office. It stays in the record of changes with what is done under it. E-mail addresses are not taken.',
  'account.roles': 'What it may do',
  'account.government.choose': 'choose',
  'account.government.hint': 'It speaks for this government, and for no other.',
  'account.make': 'Add it and make the link',
  'invited.title': 'The link for {name}',
  'invited.words':
    'It is shown this once. Hand it over yourself, by a way on which nobody else reads along: whoever opens it first has the account. It is good once, until {when}.',
  'invited.link': 'The link',
  'invited.message': 'Words to hand it over',
  'invited.text':
    'Hello,\n\nthis link opens your account “{name}” on Evenreach:\n{link}\n\nOpen it in the browser that you will use, and choose a password there. Nobody else will know it. The link is good once, until {when}. If it says that it was used already and it was not you, please tell me at once.',

  'own_accounts.title': 'Accounts that act for your government',
  'own_accounts.lead':
    'Everybody who can act in its name here. If you do not know one of them, tell whoever runs this server at once: the record of changes says who added it and when.',
} as const;

export type AccountKey = keyof typeof accountEn;
