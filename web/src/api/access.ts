/** Keys for programs, and the accounts of those who sign in. */
import { remove, send } from './client';
import type { Role } from './session';

export const SCOPES = ['read', 'write'] as const;
export type Scope = (typeof SCOPES)[number];

export interface Token {
  id: string;
  label: string;
  /** The letters that it begins with: enough to know it by, and to open nothing. */
  prefix: string;
  scopes: Scope[];
  made_on: string;
  expires_on: string;
  last_used_on: string | null;
}

/** With the secret, which no other answer has. */
export interface MadeToken extends Token {
  token: string;
}

/** Roles that an account can have. */
export const ROLES = [
  'government',
  'working_group',
  'planner',
  'administrator',
] as const satisfies readonly Role[];

export interface Account {
  id: string;
  name: string;
  roles: Role[];
  government: string | null;
  added_on: string;
  disabled_on: string | null;
  has_password: boolean;
  /** Under which subject an organisation's sign-in knows whoever it is. */
  oidc_subject: string | null;
}

/** With a link that sets the password once, which no other answer has. */
export interface InvitedAccount extends Account {
  link: string;
  link_expires_at: string;
}

export const tokensPath = '/api/tokens';
export const accountsPath = '/api/accounts';

export async function makeToken(label: string, scopes: Scope[], expiresOn: string): Promise<MadeToken> {
  return (await send<MadeToken>('POST', tokensPath, { label, scopes, expires_on: expiresOn })).value;
}

export function endToken(id: string): Promise<void> {
  return remove(`${tokensPath}/${encodeURIComponent(id)}`);
}

export async function addAccount(
  name: string,
  roles: Role[],
  government: string | null,
): Promise<InvitedAccount> {
  return (await send<InvitedAccount>('POST', accountsPath, { name, roles, government })).value;
}

export async function newLink(id: string): Promise<InvitedAccount> {
  return (await send<InvitedAccount>('POST', `${accountsPath}/${encodeURIComponent(id)}/link`, {})).value;
}

export async function disableAccount(id: string, disabled: boolean): Promise<Account> {
  return (await send<Account>('PATCH', `${accountsPath}/${encodeURIComponent(id)}`, { disabled })).value;
}
