import { entryKinds } from '#contract/catalogueEntry';
import { actionSchemas } from '#contract/followupSchema';
import { flagActions } from '#contract/followup';
import { retentionSchema } from '#contract/notificationSchema';
import { isUnlimited, maySee } from './scopeOracle.ts';
import { sampleMap } from './inventedMap.ts';
import { sample, type Sight } from './scopedAsks.ts';
import { markOf, type Row } from './scopedRows.ts';
import { shapeOf, validSample } from './validSample.ts';

/** Something an account tries on what is outside its scope. */
export interface Attempt {
  path: string;
  body?: unknown;
  /** In person, not by a token. */
  inPerson?: boolean;
  /** Answered 200 with nothing done; others are answered 403 or 404. */
  nothingDone?: (answer: Record<string, unknown>) => boolean;
}

type Attempts = (sight: Sight) => Attempt[];

const none: Attempts = () => [];
const outside = (
  kind: Parameters<typeof sample>[1],
  attempt: (row: Row, sight: Sight) => Attempt,
  most = 2,
): Attempts => {
  return (sight) =>
    sample(sight, kind)
      .outside.slice(0, most)
      .map((row) => attempt(row, sight));
};
/** What concerns every place: no account that is limited to some may change it. */
const everywhere = (path: string, body?: unknown): Attempts => {
  return ({ who }) =>
    isUnlimited(who) ? [] : [{ path, ...(body === undefined ? {} : { body }), inPerson: true }];
};
const flagPath = (row: Row, { ids }: Sight): string => `/api/v1/flags/${ids.flags[row.n]}`;
const hook = {
  kind: 'webhook',
  name: 'mine',
  url: 'https://example.org/',
  secret: `whsec_${'A'.repeat(32)}`,
};
const proposal = { from: '2026-10-01', to: '2026-10-31' };
const days = [{ date: '2026-12-24', off: true }];
const erasure = { reference: '7', reason: 'asked for', caseIds: ['1'] };
const view = { name: 'mine', list: 'flags', query: '' };

/** Nobody is told of a flag here, so it can be done by any role that may at all. */
const bulk: Attempts = (sight) => {
  const flags = sample(sight, 'flags').outside.map((row) => ({ flagId: sight.ids.flags[row.n] }));
  const nothingDone = ({ done }: Record<string, unknown>) => Array.isArray(done) && done.length === 0;
  if (flags.length === 0) return [];
  return [
    { path: '/api/v1/flags:bulk', body: { action: 'note', flags, body: { text: 'seen' } }, nothingDone },
  ];
};

/** What every changing address does to rows outside a scope, by method and address in the OpenAPI document. */
export const writes: Record<string, Attempts> = {
  ...Object.fromEntries(
    flagActions.map((action): [string, Attempts] => [
      `post /api/v1/flags/{id}/${action}`,
      outside(
        'flags',
        (row, sight) => {
          return {
            path: `${flagPath(row, sight)}/${action}`,
            body: validSample(shapeOf(actionSchemas[action])),
          };
        },
        1,
      ),
    ]),
  ),
  'post /api/v1/flags:bulk': bulk,
  'post /api/v1/flags/{id}/attachments': outside('flags', (row, sight) => {
    return { path: `${flagPath(row, sight)}/attachments?name=a.txt`, body: 'text' };
  }),
  'post /api/v1/orders': outside('flags', (row, { ids }) => {
    return {
      path: '/api/v1/orders',
      body: { level: 'blue', text: 'do', flags: [{ flagId: ids.flags[row.n] }] },
    };
  }),
  'post /api/v1/orders/{id}/approve': outside('orders', (row, { ids }) => {
    return { path: `/api/v1/orders/${ids.orders[row.n]}/approve`, body: { approved: true, reason: 'yes' } };
  }),
  'post /api/v1/cases/{caseId}/reveal': outside('persons', (row) => {
    const path = `/api/v1/cases/${markOf({ kind: 'case', n: row.n })}/reveal`;
    return { path, body: { reason: 'to call them', fields: ['name'] }, inPerson: true };
  }),
  'put /api/v1/views/{id}': outside('views', (row, { ids }) => {
    return { path: `/api/v1/views/${ids.views[row.n]}`, body: view };
  }),
  'delete /api/v1/views/{id}': outside('views', (row, { ids }) => ({
    path: `/api/v1/views/${ids.views[row.n]}`,
  })),
  'post /api/v1/channels': ({ who }) =>
    [null, 'A-H', 'B-H', 'Z-O']
      .filter((department) =>
        department === null
          ? !isUnlimited(who)
          : !maySee(who, { region: { 'A-H': 'A', 'B-H': 'B', 'Z-O': 'Z' }[department] ?? null, department }),
      )
      .map((department) => ({ path: '/api/v1/channels', body: { ...hook, department } })),
  'put /api/v1/channels/{id}': outside('channels', (row, { ids }) => {
    return { path: `/api/v1/channels/${ids.channels[row.n]}`, body: hook };
  }),
  'delete /api/v1/channels/{id}': outside('channels', (row, { ids }) => {
    return { path: `/api/v1/channels/${ids.channels[row.n]}` };
  }),
  'post /api/v1/channels/{id}:test': outside('channels', (row, { ids }) => {
    return { path: `/api/v1/channels/${ids.channels[row.n]}:test` };
  }),
  'post /api/v1/deliveries/{id}:replay': outside('deliveries', (row, { ids }) => {
    return { path: `/api/v1/deliveries/${ids.deliveries[row.n]}:replay` };
  }),
  'patch /api/v1/screens/{id}': outside('screens', (row, { ids }) => {
    return { path: `/api/v1/screens/${ids.screens[row.n]}`, body: { name: 'mine' } };
  }),
  'put /api/v1/screens/settings.json': outside('screens', (row) => {
    return {
      path: '/api/v1/screens/settings.json',
      body: { screens: [{ name: markOf(row), settings: {} }] },
    };
  }),
  'post /api/v1/screens/{id}/command': outside('screens', (row, { ids }) => {
    return { path: `/api/v1/screens/${ids.screens[row.n]}/command`, body: { command: 'next' } };
  }),
  'post /api/v1/screens/{id}/revoke': outside('screens', (row, { ids }) => {
    return { path: `/api/v1/screens/${ids.screens[row.n]}/revoke` };
  }),
  'post /api/v1/reports': ({ who }) =>
    isUnlimited(who)
      ? []
      : [{ path: '/api/v1/reports', body: { kind: 'daily_scan', scope: { by: 'city' } } }],
  ...Object.fromEntries(
    Object.entries({
      cancel: undefined,
      'open-appeals': {},
      appeal: { by: 'region', code: 'A', about: 'onTimeRate', text: 'no' },
      'decide-appeal': { appealId: 1, decision: 'rejected', reason: 'no' },
      issue: { reason: 'now' },
    }).map(([action, body]) => [
      `post /api/v1/reports/{id}:${action}`,
      outside('reports', (row, { ids }) => ({
        path: `/api/v1/reports/${ids.reports[row.n]}:${action}`,
        ...(body === undefined ? {} : { body }),
      })),
    ]),
  ),
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
  'post /api/v1/rules/{id}:rejudge': outside('runs', (row, { ids }) => {
    return { path: '/api/v1/rules/TIM-02:rejudge', body: { backtest: ids.runs[row.n] } };
  }),
  'delete /api/v1/rule-runs/{id}': outside('runs', (row, { ids }) => ({
    path: `/api/v1/rule-runs/${ids.runs[row.n]}`,
  })),
  'post /api/v1/calendars/{code}/changes:preview': everywhere('/api/v1/calendars/CN/changes:preview', {
    days,
  }),
  'post /api/v1/calendars/{code}/changes': everywhere('/api/v1/calendars/CN/changes', { preview: 1 }),
  'delete /api/v1/calendar-runs/{id}': outside('calendarRuns', (row, { ids }) => {
    return { path: `/api/v1/calendar-runs/${ids.calendarRuns[row.n]}` };
  }),
  'post /api/v1/sources': everywhere('/api/v1/sources', { name: 'mine' }),
  'patch /api/v1/sources/{id}': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}`, body: { name: 'mine' } };
  }),
  ...Object.fromEntries(
    ['disable', 'enable', 'revoke'].map((action) => [
      `post /api/v1/sources/{id}/${action}`,
      outside('sources', (row, { ids }) => ({ path: `/api/v1/sources/${ids.sources[row.n]}/${action}` })),
    ]),
  ),
  'post /api/v1/sources/{id}/keys': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/keys`, body: {} };
  }),
  'post /api/v1/sources/{id}/keys/{keyId}/revoke': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/keys/1/revoke`, body: {} };
  }),
  'put /api/v1/sources/{id}/handlers': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/handlers`, body: { items: [] } };
  }),
  'post /api/v1/sources/{id}/outages': outside('sources', (row, { ids }) => {
    const body = { from: '2026-11-20T00:00:00Z', to: '2026-11-20T01:00:00Z', reason: 'none' };
    return { path: `/api/v1/sources/${ids.sources[row.n]}/outages`, body };
  }),
  'delete /api/v1/sources/{id}/outages/{outageId}': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/outages/o1` };
  }),
  'post /api/v1/sources/{id}/values:preview': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/values:preview`, body: { values: {} } };
  }),
  'post /api/v1/sources/{id}/check': outside('sources', (row, { ids }) => {
    return { path: `/api/v1/sources/${ids.sources[row.n]}/check`, body: [] };
  }),
  'post /api/v1/dead-letters:bulk': outside('sources', (row, { ids }) => {
    const source = ids.sources[row.n];
    const nothingDone = ({ looked }: Record<string, unknown>) => looked === 0;
    const body = { action: 'discard', reason: 'mine', source };
    return { path: '/api/v1/dead-letters:bulk', body, nothingDone };
  }),
  // which letters are in sight is the list's (get /api/v1/dead-letters): one outside is as one that is not there
  'post /api/v1/dead-letters/{id}/open': () => [
    { path: '/api/v1/dead-letters/999999999/open', body: { reason: 'to mend it' }, inPerson: true },
  ],
  'post /api/v1/dead-letters/{id}/mend': () => [
    { path: '/api/v1/dead-letters/999999999/mend', body: { event: {} } },
  ],
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
  'post /api/v1/notifications': (sight) => {
    const read = sample(sight, 'notices').outside.map((row) => sight.ids.notices[row.n]);
    return [{ path: '/api/v1/notifications', body: { read }, nothingDone: () => true }];
  },
  'post /api/v1/stand-ins/{id}:end': () => [{ path: '/api/v1/stand-ins/1:end', inPerson: true }],
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
