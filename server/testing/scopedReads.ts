import { permitted } from '../access/permissions.ts';
import { placelessReads } from './placelessReads.ts';
import { each, kindOf, list, page, sample, whole, type Ask, type Sight } from './scopedAsks.ts';
import { applicant, asksExemption } from './scopedCity.ts';
import { markOf, rows, type Row } from './scopedRows.ts';

const flagsOn = (row: Row, { visible }: Sight) =>
  visible.flags.filter(({ n }) => rows.flags[n]?.caseOf === row.n);
const anyCase = (row: Row): string => `/api/v1/cases/${markOf(row)}`;
const fileOf = (row: Row): number => Math.floor(row.n / 3);

/**
 * What of every `GET` an account may be answered, by its address in the OpenAPI document. Figures are compared with
 * an oracle in everyEndpoint.db.test.ts: here they must hold no row.
 */
export const reads: Record<string, (sight: Sight) => Ask[]> = {
  ...placelessReads,
  '/api/v1/cases': list('/api/v1/cases', 'case', 'cases'),
  '/api/v1/cases.csv': whole('/api/v1/cases.csv', 'case', 'cases'),
  '/api/v1/cases.xlsx': whole('/api/v1/cases.xlsx', 'case', 'cases'),
  '/api/v1/cases/{caseId}': each('cases', anyCase, undefined, (row, sight) => {
    return { kinds: ['case', 'flag'], are: [row, ...flagsOn(row, sight)] };
  }),
  '/api/v1/cases/{caseId}/explain': each('cases', (row) => `${anyCase(row)}/explain`),
  '/api/v1/cases/{caseId}/responsibility': each(
    'cases',
    (row) => `${anyCase(row)}/responsibility`,
    permitted.readResponsibility,
  ),
  '/api/v1/case-clocks': ({ visible }) => {
    const asked = rows.cases.slice(0, page);
    const seen = new Set(visible.cases);
    const are = asked.filter((row) => seen.has(row));
    const path = `/api/v1/case-clocks?${asked.map((row) => `case=${markOf(row)}`).join('&')}`;
    return [{ path, status: 200, rows: { kinds: ['case'], are } }];
  },
  '/api/v1/flags': list('/api/v1/flags', 'flag', 'flags'),
  '/api/v1/flags.csv': whole('/api/v1/flags.csv', 'flag', 'flags'),
  '/api/v1/flags.xlsx': whole('/api/v1/flags.xlsx', 'flag', 'flags'),
  '/api/v1/flags/{id}': each(
    'flags',
    (row, ids) => `/api/v1/flags/${ids.flags[row.n]}`,
    undefined,
    (row) => {
      return { kinds: ['flag'], are: [row] };
    },
  ),
  '/api/v1/flags/{id}/attachments': each(
    'flags',
    (row, ids) => `/api/v1/flags/${ids.flags[row.n]}/attachments`,
    undefined,
    (row) => ({ kinds: ['file'], are: rows.files.filter(({ flagOf }) => flagOf === row.n) }),
  ),
  '/api/v1/attachments/{hash}': ({ visible, ids }) =>
    // of one file in several hands the name is told that was given in sight
    [0, 7, 31, 64, 120, 199].map((content) => {
      const named = visible.files.find((row) => fileOf(row) === content);
      const path = `/api/v1/attachments/${ids.hashes[content]}`;
      return named ? { path, status: 200, rows: { kinds: ['file'], are: [named] } } : { path, status: 404 };
    }),
  '/api/v1/search': ({ who, visible }) => [
    {
      path: '/api/v1/search?q=zzcase39',
      status: 200,
      rows: kindOf(visible.cases.filter((row) => markOf(row).startsWith('zzcase39')).slice(0, 10), 'case'),
    },
    {
      path: `/api/v1/search?q=${applicant}`,
      status: 200,
      rows: kindOf(
        permitted.searchApplicants.some((role) => role === who.role)
          ? visible.cases.filter(({ n }) => n % 10 === 0).slice(0, 50)
          : [],
        'case',
      ),
    },
  ],
  '/api/v1/orders': list('/api/v1/orders', 'order', 'orders'),
  '/api/v1/orders/{id}': each(
    'orders',
    (row, ids) => `/api/v1/orders/${ids.orders[row.n]}`,
    undefined,
    (row) => {
      return { kinds: ['order'], are: [row] };
    },
  ),
  '/api/v1/exemptions': ({ visible }) => [
    {
      path: `/api/v1/exemptions?limit=${page}`,
      status: 200,
      rows: { kinds: ['flag'], are: visible.flags.filter(asksExemption) },
    },
  ],
  ...Object.fromEntries(
    // figures by handler, who is known by the source that names them
    ['', '.csv', '.xlsx'].map((format) => {
      const path = `/api/v1/responsibility${format}`;
      return [path, () => [{ path, status: 200, roles: permitted.readResponsibility, labels: ['source'] }]];
    }),
  ),
  '/api/v1/sources': whole('/api/v1/sources', 'source', 'sources', permitted.readSources),
  '/api/v1/sources/{id}/quality': each(
    'sources',
    (row, ids) => `/api/v1/sources/${ids.sources[row.n]}/quality`,
    permitted.readSources,
  ),
  '/api/v1/sources/{id}': each(
    'sources',
    (row, ids) => `/api/v1/sources/${ids.sources[row.n]}`,
    permitted.readSources,
    (row) => ({ kinds: ['source'], are: [row] }),
  ),
  ...Object.fromEntries(
    ['keys', 'handlers', 'outages'].map((part) => [
      `/api/v1/sources/{id}/${part}`,
      each('sources', (row, ids) => `/api/v1/sources/${ids.sources[row.n]}/${part}`, permitted.manageSources),
    ]),
  ),
  // one at a time: whoever asks meanwhile is told to wait (selfTestRoutes.db.test.ts)
  '/api/v1/sources/{id}/check': () => [],
  '/api/v1/dead-letter-groups': ({ visible }) => [
    {
      path: '/api/v1/dead-letter-groups',
      status: 200,
      roles: permitted.readDeadLetters,
      rows: kindOf(visible.sources, 'source'),
    },
  ],
  '/api/v1/dead-letters/{id}': () => [
    { path: '/api/v1/dead-letters/999999999', status: 404, roles: permitted.readDeadLetters },
  ],
  '/api/v1/dead-letters': list('/api/v1/dead-letters', 'letter', 'letters', permitted.readDeadLetters),
  '/api/v1/audit': list('/api/v1/audit?action=thing', 'audit', 'audits', permitted.readAudit),
  '/api/v1/audit.csv': whole('/api/v1/audit.csv?action=thing', 'audit', 'audits', permitted.readAudit),
  '/api/v1/audit.xlsx': whole('/api/v1/audit.xlsx?action=thing', 'audit', 'audits', permitted.readAudit),
  '/api/v1/views': whole('/api/v1/views', 'view', 'views'),
  '/api/v1/notifications': list('/api/v1/notifications', 'notice', 'notices'),
  '/api/v1/channels': whole('/api/v1/channels', 'channel', 'channels', permitted.administerChannels),
  '/api/v1/channels/{id}': each(
    'channels',
    (row, ids) => `/api/v1/channels/${ids.channels[row.n]}`,
    permitted.administerChannels,
  ),
  '/api/v1/channels/{id}/deliveries': each(
    'channels',
    (row, ids) => `/api/v1/channels/${ids.channels[row.n]}/deliveries?limit=${page}`,
    permitted.administerChannels,
    (row) => ({
      kinds: ['delivery'],
      are: rows.deliveries.filter(({ n }) => n % rows.channels.length === row.n),
    }),
  ),
  '/api/v1/screens': whole('/api/v1/screens', 'screen', 'screens', permitted.readScreens),
  '/api/v1/screens/settings.json': whole(
    '/api/v1/screens/settings.json',
    'screen',
    'screens',
    permitted.administerScreens,
  ),
  ...Object.fromEntries(
    ['', '/screenshot'].map((part) => [
      `/api/v1/screens/{id}${part}`,
      each(
        'screens',
        (row, ids) => `/api/v1/screens/${ids.screens[row.n]}${part}`,
        permitted.readScreens,
        (row) => ({ kinds: ['screen'], are: [row] }),
      ),
    ]),
  ),
  '/api/v1/screens/pairing/{userCode}': () => [
    { path: '/api/v1/screens/pairing/CDFHJK', status: 404, roles: permitted.administerScreens },
  ],
  // a screen's own, whom no account is: deviceReach.db.test.ts
  '/api/v1/screen': () => [],
  '/api/v1/screen/map': () => [],
  '/api/v1/reports': list('/api/v1/reports', 'report', 'reports'),
  '/api/v1/reports/{id}': each(
    'reports',
    (row, ids) => `/api/v1/reports/${ids.reports[row.n]}`,
    undefined,
    (row) => ({ kinds: ['report'], are: [row] }),
  ),
  // what they say, to whom: reportLife.db.test.ts; these here say nothing
  ...Object.fromEntries(
    ['document', 'figures/{by}/{code}/{indicator}/cases'].map((part) => [
      `/api/v1/reports/{id}/${part}`,
      (sight: Sight) =>
        sample(sight, 'reports').outside.map(({ n }) => ({
          path: `/api/v1/reports/${sight.ids.reports[n]}/${part.replace(/\{\w+\}/g, 'all')}`,
          status: 404 as const,
        })),
    ]),
  ),
  '/api/v1/rule-runs': whole('/api/v1/rule-runs', 'run', 'runs', permitted.changeRules),
  '/api/v1/rule-runs/{id}': each(
    'runs',
    (row, ids) => `/api/v1/rule-runs/${ids.runs[row.n]}`,
    permitted.changeRules,
  ),
};
