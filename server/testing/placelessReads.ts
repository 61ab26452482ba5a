import { entryKinds } from '#contract/catalogueEntry';
import { permitted } from '../access/permissions.ts';
import { standInRoles } from '../followup/standIns/standInPeople.ts';
import { nothing, whole, type Ask, type Sight } from './scopedAsks.ts';

const admins = permitted.manageAccounts;
/** Of each kind one that `readingCity` has. */
const catalogueCodes = { regions: 'A', 'department-kinds': 'housing', departments: 'A-H', items: 'permit' };
const ofCalendars = (rest: string): Ask => {
  return { path: `/api/v1/calendar${rest}`, status: 200, roles: permitted.changeCalendars, unlimited: true };
};

/** Every `GET` whose answer holds no row of a place: what is the whole city's, figures, one's own, and the door. */
export const placelessReads: Record<string, (sight: Sight) => Ask[]> = {
  '/api/v1/report-templates': nothing('/api/v1/report-templates', permitted.orderReports),
  '/api/v1/report-subscriptions': nothing('/api/v1/report-subscriptions', permitted.subscribeReports, true),
  '/api/v1/calendar-runs': (sight) =>
    whole(
      '/api/v1/calendar-runs',
      'calendarrun',
      'calendarRuns',
      permitted.changeCalendars,
    )(sight).map((ask) => ({
      ...ask,
      unlimited: true,
    })),
  '/api/v1/calendar-runs/{id}': ({ ids }) => ids.calendarRuns.map((id) => ofCalendars(`-runs/${id}`)),
  '/api/v1/calendar-runs/{id}/cases': ({ ids }) =>
    ids.calendarRuns.map((id) => ofCalendars(`-runs/${id}/cases`)),
  '/api/v1/calendar-runs/{id}/cases.csv': ({ ids }) =>
    ids.calendarRuns.map((id) => ofCalendars(`-runs/${id}/cases.csv`)),
  '/api/v1/calendar-runs/{id}/cases.xlsx': ({ ids }) =>
    ids.calendarRuns.map((id) => ofCalendars(`-runs/${id}/cases.xlsx`)),
  '/api/v1/calendars': () => [ofCalendars('s')],
  '/api/v1/calendars/{code}': () => [ofCalendars('s/CN')],
  '/api/v1/first-run': nothing('/api/v1/first-run', permitted.guideFirstRun, true),
  '/api/v1/accounts': nothing('/api/v1/accounts', admins, true),
  '/api/v1/accounts/{name}/sessions': nothing('/api/v1/accounts/who0/sessions', admins, true),
  '/api/v1/oidc/groups': nothing('/api/v1/oidc/groups', admins, true),
  '/api/v1/tokens': nothing('/api/v1/tokens', admins, true),
  '/api/v1/retention': nothing('/api/v1/retention', permitted.keepData, true),
  '/api/v1/retention/{kind}/preview': nothing(
    '/api/v1/retention/personal_data/preview',
    permitted.keepData,
    true,
  ),
  '/api/v1/erasures': nothing('/api/v1/erasures', permitted.erasePersons, true),
  // what holds for the whole city; there is none here
  '/api/v1/map': () => [{ path: '/api/v1/map', status: 404 }],
  // records of the catalogue, which hold for the whole city
  ...Object.fromEntries(
    entryKinds.flatMap((kind) => [
      [`/api/v1/catalogue/${kind}`, nothing(`/api/v1/catalogue/${kind}`, permitted.keepCatalogue, true)],
      [
        `/api/v1/catalogue/${kind}/{code}`,
        nothing(`/api/v1/catalogue/${kind}/${catalogueCodes[kind]}`, permitted.keepCatalogue, true),
      ],
    ]),
  ),
  '/api/v1/catalogue/revisions': nothing('/api/v1/catalogue/revisions', permitted.keepCatalogue, true),
  '/api/v1/catalogue/revisions/{revision}': nothing(
    '/api/v1/catalogue/revisions/1',
    permitted.keepCatalogue,
    true,
  ),
  ...Object.fromEntries(
    [
      'catalogue.json',
      'regions.csv',
      'department-kinds.csv',
      'departments.csv',
      'items.csv',
      'steps.csv',
    ].map((file) => {
      const path = `/api/v1/catalogue/files/${file}`;
      return [path, nothing(path, permitted.keepCatalogue, true)];
    }),
  ),
  '/api/v1/maps': nothing('/api/v1/maps', permitted.manageMaps),
  '/api/v1/audit-verification': nothing('/api/v1/audit-verification', ['auditor', 'admin'], true),
  ...Object.fromEntries(
    [
      // figures of the scope
      '/api/v1/overview',
      '/api/v1/heatmap',
      '/api/v1/rankings',
      '/api/v1/evaluations',
      // what holds for the whole city
      '/api/v1/catalogue',
      '/api/v1/rules',
      '/api/v1/followup-terms',
      '/api/v1/evaluation-terms',
      '/healthz',
      '/readyz',
      '/metrics',
      // one's own, and the door
      '/api/v1/account',
      '/api/v1/account/second-factor',
      '/api/v1/account/tokens',
      '/api/v1/notification-settings',
      '/api/v1/session',
      '/api/v1/setup',
      '/api/v1/oidc',
    ].map((path) => [path, nothing(path)]),
  ),
  // whose stand-ins are seen by whom: standInRoutes.db.test.ts; here there are none
  '/api/v1/stand-ins': nothing('/api/v1/stand-ins', standInRoles),
  '/api/v1/stand-ins/{id}/hand-over': () => [
    { path: '/api/v1/stand-ins/1/hand-over', status: 404, roles: standInRoles },
  ],
  '/api/v1/account/sessions': () => [{ path: '/api/v1/account/sessions', status: 200, inPerson: true }],
  // they lead a browser to the provider and back
  '/api/v1/oidc/start': () => [],
  '/api/v1/oidc/callback': () => [],
  ...Object.fromEntries(
    ['/api/v1/self-watch', '/api/v1/self-watch/troubles', '/api/v1/jobs', '/api/v1/job-slots'].map((path) => [
      path,
      nothing(path, permitted.watchServer, true),
    ]),
  ),
  '/api/v1/evaluation-adjustments': nothing('/api/v1/evaluation-adjustments?period=2026-10'),
  '/api/v1/quality-terms': nothing('/api/v1/quality-terms', permitted.readSources),
  '/api/v1/notification-retention': nothing('/api/v1/notification-retention', permitted.administerChannels),
};
