import { createRouter, createWebHistory } from 'vue-router';
import { isSetupOpen } from './api/setup.ts';
import { useSession } from './stores/session.ts';

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/wall/:region?', name: 'wall', component: () => import('./screens/wall/WallScreen.vue') },
    { path: '/signin', name: 'signin', component: () => import('./screens/signin/SignInScreen.vue') },
    { path: '/setup', name: 'setup', component: () => import('./screens/setup/SetupScreen.vue') },
    {
      path: '/',
      component: () => import('./screens/frame/FrameScreen.vue'),
      meta: { account: true },
      children: [
        { path: '', name: 'desk', component: () => import('./screens/desk/DeskScreen.vue') },
        { path: 'cases/:caseId', name: 'case', component: () => import('./screens/case/CaseScreen.vue') },
        { path: 'account', name: 'account', component: () => import('./screens/account/AccountScreen.vue') },
        { path: 'flags/:flagId', name: 'flag', component: () => import('./screens/case/FlagScreen.vue') },
      ],
    },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
});

/** Pages for people ask for a sign-in. The wall does not: no screen in a hall ever shows a login. */
router.beforeEach(async (to) => {
  if (!to.meta['account']) return true;
  if (
    await useSession()
      .load()
      .catch(() => null)
  )
    return true;
  if (await isSetupOpen().catch(() => false)) return { name: 'setup' };
  return { name: 'signin', query: { next: to.fullPath } };
});
