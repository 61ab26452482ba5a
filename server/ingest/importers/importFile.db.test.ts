import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportSummary } from './importSummary.ts';
import { importWorld, requestsHead, requestsMapping, type ImportWorld } from '../../testing/importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.drop());

const counts = ({ accepted, duplicates, rejected, proposedAmendments }: ImportSummary) => ({
  accepted,
  duplicates,
  rejected,
  proposedAmendments,
});

describe('duban import', () => {
  it('makes cases of CSV rows, with the due dates of the file in its own time zone', async () => {
    const file = [
      requestsHead,
      '1,01/01/2015 12:25:36 AM,01/16/2015 08:30:00 AM,04/28/2015 08:49:50 AM,Lamp,PW,North',
      '2,07/01/2015 12:00:00 PM,,,Lamp,PW,',
    ].join('\n');
    const { code, summary } = await world.run(file, requestsMapping('csv'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 2, cases: 2, events: 3, accepted: 3, rejected: 0, problems: [] });
    expect(await world.caseRow('csv:1')).toEqual({
      stage: 'concluded',
      item: 'Lamp',
      department: 'PW',
      region: 'North',
      accepted_at: Date.parse('2015-01-01T00:25:36-05:00'),
      promised_due_at: Date.parse('2015-01-16T08:30:00-05:00'),
      concluded_at: Date.parse('2015-04-28T08:49:50-04:00'),
    });
    expect(await world.caseRow('csv:2')).toMatchObject({
      accepted_at: Date.parse('2015-07-01T12:00:00-04:00'),
      promised_due_at: null,
      concluded_at: null,
    });
  });

  it('changes nothing when the same file comes again', async () => {
    const file = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    expect(counts((await world.run(file, requestsMapping('twice'))).summary)).toEqual({
      accepted: 2,
      duplicates: 0,
      rejected: 0,
      proposedAmendments: 0,
    });
    const before = await world.caseRow('twice:1');
    expect(counts((await world.run(file, requestsMapping('twice'))).summary)).toEqual({
      accepted: 0,
      duplicates: 2,
      rejected: 0,
      proposedAmendments: 0,
    });
    expect(await world.caseRow('twice:1')).toEqual(before);
  });

  it('adds only the event that a row has gained', async () => {
    await world.run(`${requestsHead}\n1,01/01/2015 12:25:36 AM,,,Lamp,PW,North\n`, requestsMapping('gain'));
    const again = await world.run(
      `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`,
      requestsMapping('gain'),
    );
    expect(counts(again.summary)).toEqual({ accepted: 1, duplicates: 1, rejected: 0, proposedAmendments: 0 });
    expect((await world.caseRow('gain:1'))?.stage).toBe('concluded');
  });

  it('proposes a changed value as an amendment and does not apply it, however often it is told', async () => {
    await world.run(
      `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`,
      requestsMapping('change'),
    );
    const before = await world.caseRow('change:1');
    const changed = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/03/2015 08:49:50 AM,Lamp,PW,North\n`;
    for (const _ of [1, 2]) {
      const { code, summary } = await world.run(changed, requestsMapping('change'));
      expect(code).toBe(0);
      expect(counts(summary)).toEqual({ accepted: 0, duplicates: 1, rejected: 0, proposedAmendments: 1 });
      expect(summary.amendments[0]).toMatchObject({ line: 2, caseId: 'change:1', type: 'case.concluded' });
    }
    const moved = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PARKS,North\n`;
    expect((await world.run(moved, requestsMapping('change'))).summary.proposedAmendments).toBe(2);
    expect(await world.caseRow('change:1')).toEqual(before);
  });

  it('takes the first of two rows about one case and proposes what the second says otherwise', async () => {
    const told = ['01/01/2015 12:00:00 AM', '01/02/2015 12:00:00 AM'].map((at) => `1,${at},,,Lamp,PW,North`);
    for (const accepted of [1, 0]) {
      const { summary } = await world.run([requestsHead, ...told].join('\n'), requestsMapping('rows'));
      expect(summary).toMatchObject({ rows: 2, cases: 1, accepted, proposedAmendments: 1 });
    }
    const { rows: events } = await world.pool.query("select 1 from case_events where case_id = 'rows:1'");
    expect(events).toHaveLength(1);
  });

  it('tells screens once, and only when something is new', async () => {
    const changes = async () =>
      (await world.pool.query<{ payload: object }>('select payload from changes order by seq')).rows;
    const file = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    const before = (await changes()).length;
    for (const _ of [1, 2]) await world.run(file, { ...requestsMapping(''), source: 'screens' });
    expect((await changes()).slice(before)).toEqual([{ payload: { resync: 'import' } }]);
  });

  it('stores applicants sealed and apart, and leaves the event a reference to them', async () => {
    const mapping = requestsMapping('person');
    const submitted = {
      type: 'case.submitted',
      time: 'OPENED',
      data: { applicant: { name: 'TARGET', idNumber: 'CLOSED', kind: { const: 'person' } } },
    };
    const file = `${requestsHead}\n1,01/01/2015 12:25:36 AM,Zhang San,110101199003077758,Lamp,PW,North\n`;
    expect((await world.run(file, { ...mapping, events: [submitted] })).summary.accepted).toBe(1);
    const { rows } = await world.pool.query<{ data: object; sealed: Buffer }>(
      `select e.data, p.sealed from case_events e
         join personal_data p on p.case_id = e.case_id and p.event_id = e.event_id where e.case_id = 'person:1'`,
    );
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toMatch(/Zhang|11010119900307/);
    expect(rows[0]?.data).toMatchObject({ applicantRef: expect.any(String) });
  });

  it('rehearses with --dry-run and leaves no trace', async () => {
    const file = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,01/02/2015 08:49:50 AM,Lamp,PW,North\n`;
    const mapping = { ...requestsMapping('dry'), catalogue: { regions: [{ code: 'R-dry', name: 'R' }] } };
    const { code, summary } = await world.run(file, mapping, '--dry-run');
    expect(code).toBe(0);
    expect(summary).toMatchObject({ dryRun: true, accepted: 2 });
    for (const traces of [
      "select 1 from sources where name = 'requests-dry'",
      "select 1 from cases where namespace = 'dry'",
      "select 1 from regions where code = 'R-dry'",
    ])
      expect((await world.pool.query(traces)).rows).toEqual([]);
  });
});
