import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredCase } from '../cases/caseStore.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import type { AppendResult } from './incomingEvent.ts';
import { sortOutArchived } from './sortOutArchived.ts';

// the job archives at 3:40 of the office, which is still the day before in Greenwich
const archivedAt = '2026-11-20T03:40:00+08:00';
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query(
    `with put as (
       insert into case_archives (month, file, sealed, bytes, sha256, content_sha256, cases, events, first_event_at,
                                  last_event_at, archived_at)
       values ('2016-10-01', '/srv/archive/cases-2016-10.ndjson.gz', false, 1, '', '', 2, 2, $1, $1, $1)
       returning archive_id)
     insert into archived_cases (case_id, archive_id, first_event_at, last_event_at)
     select case_id, archive_id, $1, $1 from put, unnest(array['old', 'back']) as case_id`,
    [archivedAt],
  );
});
afterAll(() => database.drop());

const accepted: AppendResult = { status: 'accepted' };
const living = {} as StoredCase;
const sort = async (
  ...arrivals: Parameters<typeof sortOutArchived>[1][number][]
): Promise<AppendResult[]> => {
  const results = arrivals.flatMap(({ positions }) => positions).map(() => accepted);
  await sortOutArchived(database.pool, arrivals, results, 'Asia/Shanghai');
  return results;
};

test('every event of an archived case is refused with the day of the office and the file, without its folder', async () => {
  const [first, second] = await sort({ caseId: 'old', before: undefined, positions: [0, 1] });
  expect(first).toMatchObject({ status: 'rejected', code: 'archived_case', path: 'subject' });
  expect(first).toEqual(second);
  const message = first?.status === 'rejected' ? first.message : '';
  expect(message).toContain('"old", a case that was archived on 2026-11-20 into cases-2016-10.ndjson.gz;');
  expect(message).not.toContain('/srv');
});

test('others of the batch are let through: new cases, and cases that live, whatever a file says of them', async () => {
  const results = await sort(
    { caseId: 'new', before: undefined, positions: [0] },
    { caseId: 'old', before: undefined, positions: [2] },
    { caseId: 'back', before: living, positions: [1, 3] },
  );
  expect(results.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'rejected', 'accepted']);
});
