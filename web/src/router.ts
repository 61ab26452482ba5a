import { createRouter, createWebHistory } from 'vue-router';
import { isSetupOpen } from './api/setup.ts';
import { loadSignedInWords } from './i18n.ts';
import { routes } from './routes.ts';
import { useSession } from './stores/session.ts';

export const router = createRouter({ history: createWebHistory(), routes });

/** Pages for people ask for a sign-in. The wall does not: no screen in a hall ever shows a login. */
router.beforeEach(async (to) => {
  if (!to.meta.account) return true;
  const account = await useSession()
    .load()
    .catch(() => null);
  if (account) {
    await loadSignedInWords();
    return !to.meta.roles || to.meta.roles.includes(account.role) ? true : '/';
  }
  if (await isSetupOpen().catch(() => false)) return { name: 'setup' };
  return { name: 'signin', query: { next: to.fullPath } };
});
