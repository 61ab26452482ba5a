import type { Role } from '#contract/account';
import type { RouteRecordRaw } from 'vue-router';
import { useFirstRun } from './stores/firstRun.ts';

declare module 'vue-router' {
  interface RouteMeta {
    /** For who is signed in. */
    account?: true;
    /** For these alone. */
    roles?: readonly Role[];
  }
}

const auditors = { roles: ['supervisor', 'auditor', 'admin'] } as const;
const supervisors = { roles: ['supervisor'] } as const;
const templateKeepers = { roles: ['supervisor', 'admin'] } as const;
const steerers = { roles: ['inspector', 'supervisor', 'admin'] } as const;
const administrators = { roles: ['admin'] } as const;

/** Every page and its address. */
export const routes: RouteRecordRaw[] = [
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
      { path: 'flags/:flagId', name: 'flag', component: () => import('./screens/case/FlagScreen.vue') },
      {
        path: 'evaluation',
        name: 'evaluation',
        component: () => import('./screens/evaluation/EvaluationScreen.vue'),
      },
      {
        path: 'rankings',
        name: 'rankings',
        component: () => import('./screens/rankings/RankingsScreen.vue'),
      },
      { path: 'reports', name: 'reports', component: () => import('./screens/reports/ReportsScreen.vue') },
      {
        path: 'reports/new',
        name: 'new-report',
        meta: steerers,
        component: () => import('./screens/reports/BuilderScreen.vue'),
      },
      {
        path: 'reports/setup',
        name: 'report-setup',
        meta: templateKeepers,
        component: () => import('./screens/reports/SetupScreen.vue'),
      },
      {
        path: 'reports/:reportId',
        name: 'report',
        component: () => import('./screens/reports/ReportScreen.vue'),
      },
      { path: 'account', name: 'account', component: () => import('./screens/account/AccountScreen.vue') },
      {
        path: 'responsibility',
        name: 'responsibility',
        meta: { roles: ['inspector', 'supervisor', 'department', 'auditor', 'admin'] },
        component: () => import('./screens/responsibility/ResponsibilityScreen.vue'),
      },
      {
        path: 'approvals',
        name: 'approvals',
        meta: supervisors,
        component: () => import('./screens/approvals/ApprovalsScreen.vue'),
      },
      {
        path: 'audit',
        name: 'audit',
        meta: auditors,
        component: () => import('./screens/audit/AuditScreen.vue'),
      },
      {
        path: 'screens',
        name: 'remote',
        meta: steerers,
        component: () => import('./screens/fleet/RemoteScreen.vue'),
      },
      // whoever scans a wall's code gets here, and is told when it is not theirs to approve
      { path: 'pair', name: 'pair', component: () => import('./screens/fleet/PairScreen.vue') },
      {
        path: 'admin',
        meta: administrators,
        component: () => import('./screens/admin/AdminScreen.vue'),
        children: [
          { path: '', redirect: () => (useFirstRun().isWanted ? '/admin/start' : '/admin/accounts') },
          { path: 'start', name: 'start', component: () => import('./screens/start/StartScreen.vue') },
          {
            path: 'accounts',
            name: 'accounts',
            component: () => import('./screens/admin/AccountsScreen.vue'),
          },
          {
            path: 'accounts/:name',
            name: 'managed-account',
            component: () => import('./screens/admin/ManagedAccountScreen.vue'),
          },
          { path: 'tokens', name: 'tokens', component: () => import('./screens/admin/TokensScreen.vue') },
          {
            path: 'calendars',
            name: 'calendars',
            component: () => import('./screens/calendars/CalendarsScreen.vue'),
          },
          {
            path: 'calendars/:code',
            name: 'calendar',
            component: () => import('./screens/calendars/CalendarScreen.vue'),
          },
          { path: 'rules', name: 'rules', component: () => import('./screens/rules/RulesScreen.vue') },
          { path: 'rules/:rule', name: 'rule', component: () => import('./screens/rules/RuleScreen.vue') },
          { path: 'data', name: 'data', component: () => import('./screens/keeping/DataScreen.vue') },
          {
            path: 'data/erasures',
            name: 'erasures',
            component: () => import('./screens/keeping/ErasuresScreen.vue'),
          },
          {
            path: 'sources',
            name: 'sources',
            component: () => import('./screens/feed/SourcesScreen.vue'),
          },
          {
            path: 'sources/new',
            name: 'new-source',
            component: () => import('./screens/feed/NewSourceScreen.vue'),
          },
          {
            path: 'sources/:sourceId',
            name: 'source',
            component: () => import('./screens/feed/SourceScreen.vue'),
          },
          {
            path: 'sources/:sourceId/test',
            name: 'source-test',
            component: () => import('./screens/feed/SelfTestScreen.vue'),
          },
          {
            path: 'dead-letters',
            name: 'dead-letters',
            component: () => import('./screens/feed/LettersScreen.vue'),
          },
          {
            path: 'dead-letters/:letterId',
            name: 'dead-letter',
            component: () => import('./screens/feed/LetterScreen.vue'),
          },
          { path: 'map', name: 'map', component: () => import('./screens/admin/MapScreen.vue') },
          { path: 'jobs', name: 'jobs', component: () => import('./screens/watch/JobsScreen.vue') },
          {
            path: 'channels',
            name: 'channels',
            component: () => import('./screens/admin/ChannelsScreen.vue'),
          },
          {
            path: 'channels/:channelId',
            name: 'channel',
            component: () => import('./screens/admin/ChannelScreen.vue'),
          },
          {
            path: 'catalogue',
            component: () => import('./screens/catalogue/CatalogueScreen.vue'),
            children: [
              { path: '', redirect: '/admin/catalogue/items' },
              {
                path: 'import',
                name: 'catalogue-import',
                component: () => import('./screens/catalogue/ImportScreen.vue'),
              },
              {
                path: 'history',
                name: 'catalogue-history',
                component: () => import('./screens/catalogue/HistoryScreen.vue'),
              },
              {
                path: 'history/:revision',
                name: 'catalogue-revision',
                component: () => import('./screens/catalogue/RevisionScreen.vue'),
              },
              {
                path: 'new/:kind',
                name: 'catalogue-new',
                component: () => import('./screens/catalogue/NewEntryScreen.vue'),
              },
              {
                path: ':kind',
                name: 'catalogue-entries',
                component: () => import('./screens/catalogue/EntriesScreen.vue'),
              },
              {
                path: ':kind/:entry',
                name: 'catalogue-entry',
                component: () => import('./screens/catalogue/EntryScreen.vue'),
              },
            ],
          },
          { path: 'screens', name: 'fleet', component: () => import('./screens/fleet/FleetScreen.vue') },
          {
            path: 'screens/:screenId',
            name: 'managed-screen',
            component: () => import('./screens/fleet/ManagedScreenScreen.vue'),
          },
        ],
      },
    ],
  },
  { path: '/:rest(.*)*', redirect: '/' },
];
