import { entryKinds } from '#contract/catalogueEntry';
import { retentionSchema } from '#contract/notificationSchema';
import { sampleMap } from './inventedMap.ts';
import { everywhere, none, type Attempts } from './scopedAttempts.ts';
import { shapeOf, validSample } from './validSample.ts';

const proposal = { from: '2026-10-01', to: '2026-10-31' };
const days = [{ date: '2026-12-24', off: true }];
const erasure = { reference: '7', reason: 'asked for', caseIds: ['1'] };

/** Every changing address that names no row of a place: what is the whole city's, one's own, and the door. */
export const placelessWrites: Record<string, Attempts> = {
  'post /api/v1/report-templates': everywhere('/api/v1/report-templates?name=mine&kind=daily_scan', 'PK'),
  'delete /api/v1/report-templates/{id}': everywhere('/api/v1/report-templates/1'),
  'post /api/v1/report-subscriptions': everywhere('/api/v1/report-subscriptions', {
    kind: 'daily_scan',
    channelId: 1,
  }),
  'delete /api/v1/report-subscriptions/{id}': everywhere('/api/v1/report-subscriptions/1'),
  'post /api/v1/rules/{id}/versions': everywhere('/api/v1/rules/TIM-02/versions', {
    validFrom: '2026-12-01',
  }),
  'post /api/v1/rules/{id}:backtest': everywhere('/api/v1/rules/TIM-02:backtest', proposal),
  'post /api/v1/calendars/{code}/changes:preview': everywhere('/api/v1/calendars/CN/changes:preview', {
    days,
  }),
  'post /api/v1/calendars/{code}/changes': everywhere('/api/v1/calendars/CN/changes', { preview: 1 }),
  'post /api/v1/sources': everywhere('/api/v1/sources', { name: 'mine' }),
  'post /api/v1/events:check': none,
  'post /api/v1/quality-terms': everywhere('/api/v1/quality-terms', 'sample'),
  'post /api/v1/evaluation-terms': everywhere('/api/v1/evaluation-terms', 'sample'),
  // what is tried is the evaluation within the scope (get /api/v1/evaluations), by other terms
  'post /api/v1/evaluations:try': none,
  'post /api/v1/evaluation-adjustments': everywhere('/api/v1/evaluation-adjustments', 'sample'),
  'post /api/v1/evaluation-adjustments/{adjustmentId}:revoke': everywhere(
    '/api/v1/evaluation-adjustments/1:revoke',
    { reason: 'x' },
  ),
  'post /api/v1/followup-terms': everywhere('/api/v1/followup-terms', 'sample'),
  'put /api/v1/first-run': everywhere('/api/v1/first-run', { hidden: true }),
  'delete /api/v1/first-run/test-cases': everywhere('/api/v1/first-run/test-cases'),
  'post /api/v1/map': everywhere('/api/v1/map', sampleMap),
  'post /api/v1/jobs/{job}:run': everywhere('/api/v1/jobs/tidy_feed:run'),
  ...Object.fromEntries(
    entryKinds.map((kind) => [
      `put /api/v1/catalogue/${kind}/{code}`,
      everywhere(`/api/v1/catalogue/${kind}/A`, 'sample'),
    ]),
  ),
  'post /api/v1/catalogue:import': everywhere('/api/v1/catalogue:import', 'sample'),
  'put /api/v1/notification-retention': everywhere(
    '/api/v1/notification-retention',
    validSample(shapeOf(retentionSchema)),
  ),
  'put /api/v1/retention/{kind}': everywhere('/api/v1/retention/personal_data', { days: 365 }),
  'post /api/v1/erasures:preview': everywhere('/api/v1/erasures:preview', { caseIds: ['1'] }),
  'post /api/v1/erasures': everywhere('/api/v1/erasures', erasure),
  'post /api/v1/erasures/{id}/decide': everywhere('/api/v1/erasures/1/decide', { approved: true }),
  'post /api/v1/accounts': everywhere('/api/v1/accounts', 'sample'),
  'patch /api/v1/accounts/{name}': everywhere('/api/v1/accounts/who0', { displayName: 'mine' }),
  'post /api/v1/accounts/{name}/password': everywhere('/api/v1/accounts/who0/password'),
  'delete /api/v1/accounts/{name}/sessions': everywhere('/api/v1/accounts/who0/sessions'),
  'delete /api/v1/accounts/{name}/sessions/{id}': everywhere('/api/v1/accounts/who0/sessions/1'),
  'delete /api/v1/accounts/{name}/second-factor': everywhere('/api/v1/accounts/who0/second-factor'),
  'delete /api/v1/tokens/{id}': everywhere('/api/v1/tokens/1'),
  'put /api/v1/oidc/groups': everywhere('/api/v1/oidc/groups', { items: [] }),
  // of somebody else
  'delete /api/v1/account/sessions/{id}': ({ ids, who }) =>
    ids.sessions
      .filter(({ name }) => name !== who.name)
      .slice(0, 2)
      .map(({ id }) => {
        return { path: `/api/v1/account/sessions/${id}`, inPerson: true };
      }),
  'delete /api/v1/account/tokens/{id}': ({ ids, who }) =>
    ids.tokens
      .filter(({ name }) => name !== who.name)
      .slice(0, 2)
      .map(({ id }) => {
        return { path: `/api/v1/account/tokens/${id}`, inPerson: true };
      }),
  // between two people: standInRoutes.db.test.ts
  'post /api/v1/stand-ins': none,
  'put /api/v1/session/stand-in': none,
  // between an administrator and a device: pairing.db.test.ts; and a device's own: deviceReach.db.test.ts
  'post /api/v1/screens/pairing': none,
  'post /api/v1/screens/token': none,
  'post /api/v1/screens/pairing/{userCode}/approve': none,
  'post /api/v1/screens/pairing/{userCode}/deny': none,
  'post /api/v1/screen/screenshot': none,
  // one's own alone, which no address names
  'post /api/v1/views': none,
  'put /api/v1/notification-settings': none,
  'post /api/v1/account/password': none,
  'post /api/v1/account/second-factor': none,
  'post /api/v1/account/second-factor:confirm': none,
  'post /api/v1/account/second-factor:remove': none,
  'post /api/v1/account/tokens': none,
  // the door
  'post /api/v1/session': none,
  'delete /api/v1/session': none,
  'post /api/v1/setup': none,
  // of sources: what a key may report for is its registration's (ingestRoutes.db.test.ts)
  'post /api/v1/events': none,
  'post /api/v1/events:validate': none,
};
