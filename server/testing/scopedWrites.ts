import { actionSchemas } from '#contract/followupSchema';
import { flagActions } from '#contract/followup';
import { placelessWrites } from './placelessWrites.ts';
import { isUnlimited, maySee } from './scopeOracle.ts';
import { sample, type Sight } from './scopedAsks.ts';
import { outside, type Attempts } from './scopedAttempts.ts';
import { markOf, type Row } from './scopedRows.ts';
import { shapeOf, validSample } from './validSample.ts';

const flagPath = (row: Row, { ids }: Sight): string => `/api/v1/flags/${ids.flags[row.n]}`;
const hook = {
  kind: 'webhook',
  name: 'mine',
  url: 'https://example.org/',
  secret: `whsec_${'A'.repeat(32)}`,
};
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
  ...placelessWrites,
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
  'post /api/v1/rules/{id}:rejudge': outside('runs', (row, { ids }) => {
    return { path: '/api/v1/rules/TIM-02:rejudge', body: { backtest: ids.runs[row.n] } };
  }),
  'delete /api/v1/rule-runs/{id}': outside('runs', (row, { ids }) => ({
    path: `/api/v1/rule-runs/${ids.runs[row.n]}`,
  })),
  'delete /api/v1/calendar-runs/{id}': outside('calendarRuns', (row, { ids }) => {
    return { path: `/api/v1/calendar-runs/${ids.calendarRuns[row.n]}` };
  }),
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
  'post /api/v1/notifications': (sight) => {
    const read = sample(sight, 'notices').outside.map((row) => sight.ids.notices[row.n]);
    return [{ path: '/api/v1/notifications', body: { read }, nothingDone: () => true }];
  },
  'post /api/v1/stand-ins/{id}:end': () => [{ path: '/api/v1/stand-ins/1:end', inPerson: true }],
};
