import type {
  AccountChange,
  AddedAccount,
  ManagedAccount,
  NewAccount,
  SessionList,
} from '#contract/accountSchema';
import { request } from './request.ts';

export type { ManagedAccount };

const path = (name: string) => `/accounts/${encodeURIComponent(name)}`;

/** Every account, by name; for administrators of all places. */
export const listAccounts = async (): Promise<ManagedAccount[]> =>
  (await request<{ items: ManagedAccount[] }>('GET', '/accounts')).items;

/** Answers its password, which is shown this once. */
export const addAccount = async (account: NewAccount): Promise<string> =>
  (await request<AddedAccount>('POST', '/accounts', account)).password;

export const changeAccount = (name: string, change: AccountChange): Promise<ManagedAccount> =>
  request('PATCH', path(name), change);

/** Another password, which is shown this once; every session of the account ends. */
export const drawPassword = async (name: string): Promise<string> =>
  (await request<{ password: string }>('POST', `${path(name)}/password`)).password;

export const sessionsOf = async (name: string): Promise<SessionList['items']> =>
  (await request<SessionList>('GET', `${path(name)}/sessions`)).items;

export const endSessionsOf = (name: string): Promise<void> => request('DELETE', `${path(name)}/sessions`);

export const removeFactorOf = (name: string): Promise<void> =>
  request('DELETE', `${path(name)}/second-factor`);
