/** Who is signed in, and how one signs in and out. */
import { remove, send } from './client';
import type { Lang } from './wire';

export type Role = 'public' | 'planner' | 'working_group' | 'government' | 'administrator';
export type Action =
  | 'propose_definition'
  | 'record_engagement'
  | 'move_definition'
  | 'submit_request'
  | 'keep_own_account'
  | 'manage_accounts';

export interface Me {
  name: string;
  /** The first of the roles. */
  role: Role;
  roles: Role[];
  /** The Indigenous government that this account speaks for. */
  government: string | null;
  may: Action[];
}

/** By whose word people can sign in. */
export interface Organisation {
  label: string | null;
  /** Under which it knows whoever has just come back from it, where they have no account here. */
  subject: string | null;
}

export const mePath = '/api/me';
export const organisationPath = '/api/session/organisation';
const SESSION = '/api/session';

export async function signIn(name: string, password: string): Promise<Me> {
  return (await send<Me>('POST', SESSION, { name, password })).value;
}

/** Where to go to sign in by one's organisation. The way back leads to the page of accounts in this language. */
export async function setOut(lang: Lang): Promise<string> {
  return (await send<{ location: string }>('POST', organisationPath, { lang })).value.location;
}

/** Ends the session on the server, not only in this browser. */
export function signOut(): Promise<void> {
  return remove(SESSION);
}

/** A one-time link sets the password and signs in. */
export async function claimLink(link: string, password: string): Promise<Me> {
  return (await send<Me>('POST', `${SESSION}/claim`, { link, password })).value;
}

/** Every other session of the account ends with it. */
export async function changePassword(password: string, changed: string): Promise<Me> {
  return (await send<Me>('POST', `${SESSION}/password`, { password, new_password: changed })).value;
}
