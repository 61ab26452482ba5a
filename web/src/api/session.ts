import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import { request } from './request.ts';

/** The signed-in account, or null. */
export async function getSession(): Promise<Account | null> {
  try {
    return await request<Account>('GET', '/session');
  } catch (error) {
    if (error instanceof Problem && error.code === 'unauthenticated') return null;
    throw error;
  }
}

/** @param code of the authenticator app, once the server has asked for it (`second_factor_required`) */
export async function signIn(name: string, password: string, code?: string): Promise<Account> {
  return request<Account>('POST', '/session', { name, password, code });
}

export async function signOut(): Promise<void> {
  await request<undefined>('DELETE', '/session');
}
