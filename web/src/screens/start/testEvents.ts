import { testCasePrefix } from '#contract/firstRun';
import type { Limit } from '#contract/limit';
import type { TestPlaces } from '../../api/firstRun.ts';

export interface TestPlace {
  region: string;
  department: string;
  item: TestPlaces['items'][number];
  departmentName: string;
}

/** What a test case can be of: an item with a promise, of the first department. Undefined: the catalogue has none. */
export function testPlace({ departments, items }: TestPlaces): TestPlace | undefined {
  const [department] = departments;
  const item = items.find(({ promisedLimit }) => promisedLimit) ?? items[0];
  if (!department || !item) return undefined;
  return { region: department.region, department: department.code, departmentName: department.name, item };
}

const day = 86_400_000;
/** Events older than that are not taken from a live source. */
const mostDays = 380;

/** Natural days that surely hold such a limit, with holidays. */
function daysOf({ value, unit }: Limit): number {
  if (unit === 'workday') return value * 2;
  if (unit === 'month') return value * 31;
  return unit === 'calendar_day' ? value : 1;
}

/** How long ago a case must have been accepted to be late by any of its limits, in days. */
export function daysToBeLate({ promisedLimit, statutoryLimit }: TestPlace['item']): number {
  const limits = [promisedLimit, statutoryLimit].flatMap((limit) => (limit ? [daysOf(limit)] : []));
  return Math.min(mostDays, Math.max(0, ...limits) + 20);
}

function event(
  type: string,
  at: number,
  caseId: string,
  { source, place }: { source: string; place: TestPlace },
  more: object = {},
) {
  return {
    specversion: '1.0',
    id: `${caseId}-${type}`,
    source,
    type: `case.${type}`,
    time: new Date(at).toISOString(),
    subject: caseId,
    data: {
      item: place.item.code,
      department: place.department,
      region: place.region,
      channel: 'web',
      ...more,
    },
  };
}

const numbered = (kind: string, now: number) => `${testCasePrefix}${kind}-${now.toString(36)}`;
const minute = 60_000;

type About = { source: string; place: TestPlace };

/** A case that was accepted a minute ago and has all its time. @param now epoch ms, of the server's clock */
export function timelyCase(about: About, now: number) {
  return [event('accepted', now - minute, numbered('A', now), about)];
}

/** A case whose limits ran out long ago, and a step of a minute ago that proves its source to be alive. */
export function lateCase(about: About, now: number) {
  const caseId = numbered('B', now);
  const step = about.place.item.route?.[0]?.step ?? '受理';
  return [
    event('accepted', now - daysToBeLate(about.place.item) * day, caseId, about),
    event('step_completed', now - minute, caseId, about, { step }),
  ];
}

/** The same as a command of a shell. */
export function curlOf(origin: string, key: string, events: readonly object[]): string {
  const body = JSON.stringify(events, null, 2).replaceAll("'", String.raw`'\''`);
  return [
    `curl -X POST ${origin}/api/v1/events \\`,
    `  -H 'Authorization: Bearer ${key}' \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}
