import type { Account } from '#contract/account';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { getSession, signIn, signOut } from '../api/session.ts';

/** Who is signed in. `undefined` as long as nobody asked the server. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<Account | null | undefined>(undefined);

  async function load(): Promise<Account | null> {
    account.value ??= await getSession();
    return account.value ?? null;
  }

  async function enter(name: string, password: string, code?: string) {
    account.value = await signIn(name, password, code);
  }

  async function leave() {
    await signOut();
    account.value = null;
  }

  return { account, load, enter, leave };
});
