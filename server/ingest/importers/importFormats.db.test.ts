import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importWorld, type ImportWorld } from '../../testing/importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.drop());

const xes = (traces: string): string => `<?xml version="1.0"?><log xes.version="1.0">
<global scope="trace"><date key="enddate" value="1970-01-01T00:00:00Z"/></global>
${traces}</log>`;
const trace = (
  name: string,
  more = '',
  events = '',
): string => `<trace><string key="concept:name" value="${name}"/>
<date key="startdate" value="2011-10-11T13:42:22.688+02:00"/>${more}
<string key="department" value="General"><string key="floor" value="2"/></string>${events}</trace>`;
const step = (name: string, at: string): string =>
  `<event><string key="concept:name" value="${name}"/><date key="time:timestamp" value="${at}"/></event>`;

const permits = (namespace: string) => ({
  format: 'xes',
  rows: 'event',
  source: `permits-${namespace}`,
  namespace,
  lenient: true,
  historical: true,
  timezone: 'Europe/Amsterdam',
  calendar: 'WEEKDAYS',
  case: 'trace.concept:name',
  department: 'trace.department',
  item: { const: 'permit' },
  region: { const: 'nl' },
  step: 'event.concept:name',
  time: 'event.time:timestamp',
  map: { '*': 'case.step_completed', noise: null },
  caseEvents: [
    { type: 'case.accepted', time: 'trace.startdate', data: { promisedDueAt: 'trace.deadline' } },
    { type: 'case.concluded', time: 'trace.enddate', data: { outcome: { const: 'other' } } },
  ],
});

describe('duban import of XES', () => {
  it('makes cases of traces and steps of events, and fills in no default of the log', async () => {
    const at = '2011-10-12T08:26:25.398+02:00';
    const end = '<date key="enddate" value="2011-10-13T00:00:00+02:00"/>';
    const file = xes(
      trace('a', '', step('T02', at) + step('T02', at) + step('noise', at)) +
        trace('b', end, step('T02', at)),
    );
    const { code, summary } = await world.run(file, permits('xes'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 4, cases: 2, events: 6, accepted: 6 });
    expect(summary.warnings[0]).toMatch(/^"trace.deadline" occurs in no trace of .*trace.department\/floor/);
    expect(await world.caseRow('xes:a')).toMatchObject({
      stage: 'accepted',
      department: 'General',
      concluded_at: null,
    });
    expect(await world.caseRow('xes:b')).toMatchObject({ concluded_at: Date.parse('2011-10-12T22:00:00Z') });
    expect((await world.run(file, permits('xes'))).summary).toMatchObject({ accepted: 0, duplicates: 6 });
  });

  it('keeps the traces before the place where the XML breaks, and names line and column', async () => {
    const file = xes(trace('a') + trace('b'));
    const { code, summary, err } = await world.run(file.slice(0, -30), permits('broken'));
    expect(code).toBe(1);
    expect(summary).toMatchObject({ cases: 1, accepted: 1 });
    expect(err[0]).toMatch(/file line 7, column \d+ is broken XML: unclosed tag: string/);
    expect(await world.caseRow('broken:a')).toBeDefined();
  });

  it('never expands entities that a file declares', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${xes(trace('&b;')).slice(21)}`;
    const { code, summary, err } = await world.run(bomb, permits('bomb'));
    expect(code).toBe(1);
    expect(err[0]).toMatch(/declares a DTD/);
    expect(summary.accepted).toBe(0);
  });

  it('refuses nesting that no log has', async () => {
    const deep = xes(trace('a', '<string key="k" value="v">'.repeat(5000)));
    expect((await world.run(deep, permits('deep'))).err[0]).toMatch(/is nested deeper than 64 elements/);
  });

  it('says what a file is not', async () => {
    expect((await world.run('{"a":1}', permits('json'))).err[0]).toMatch(/line 1, column \d+ is broken XML/);
    expect((await world.run('<html></html>', permits('html'))).err[0]).toMatch(
      /begins with <html> where XES has <log>/,
    );
    expect((await world.run('', permits('empty'))).err[0]).toMatch(
      /has no <log> element|document must contain a root/,
    );
  });
});

describe('duban import of CloudEvents', () => {
  const event = (id: string, type: string, time: string, more: object = {}, data: object = {}) =>
    JSON.stringify({ specversion: '1.0', id, source: '/x', type, time, subject: '7', ...more, data });
  const mapping = {
    format: 'cloudevents',
    source: 'events',
    namespace: 'ce',
    calendar: 'WEEKDAYS',
    lenient: true,
    historical: true,
  };
  const named = { item: 'I', department: 'D', region: 'R' };

  it('takes lines, honours their arrival, and reports the lines that are none', async () => {
    const file = [
      event(
        '1',
        'case.accepted',
        '2020-01-01T09:00:00+08:00',
        { receivedtime: '2020-01-05T09:00:00+08:00' },
        named,
      ),
      '{"specversion": "1.0", ',
      event('2', 'case.accepted', '2020-01-01T09:00:00+08:00', { source: '/y' }, named),
      event('3', 'case.concluded', '2020-01-02T09:00:00+08:00', {}, { outcome: 'granted' }),
      `"${'x'.repeat(2_000_000)}"`,
    ].join('\n');
    const { summary } = await world.run(file, mapping);
    expect(summary).toMatchObject({ rows: 5, cases: 1, accepted: 2, rejected: 3 });
    expect(summary.problems.map(({ line }) => line).sort()).toEqual([2, 3, 5]);
    const { rows } = await world.pool.query(
      "select received_at from case_events where case_id = 'ce:7' order by occurred_at",
    );
    expect(rows).toEqual([{ received_at: Date.parse('2020-01-05T01:00:00Z') }, { received_at: null }]);
  });
});
