import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import type { BackupKey } from '../../backup/backupKey.ts';
import { loadCases } from '../../cases/caseStore.ts';
import { addCase, countingOf } from '../../cases/countCase.ts';
import { newRollups } from '../../cases/rollups.ts';
import type { Queryable } from '../../db/queryable.ts';
import { inTransaction } from '../../db/transaction.ts';
import { addToArchived } from './archivedCounts.ts';
import { readLines } from './archiveFile.ts';
import { lockArchive, markRestored } from './archiveStore.ts';

const page = 500;

/**
 * Puts the cases of an archive back, with their events, until an instant: then they are archived anew. The roll-ups have
 * counted them all the time. In one transaction: a file that is damaged restores nothing.
 * @throws Problem `not_found` when the file is none of this database's archives, `conflict` when it is back already
 */
export function restoreArchive(
  { pool, zone, actor }: { pool: Pool; zone: string; actor: string },
  { file, key, until, now }: { file: string; key: BackupKey | undefined; until: Instant; now: Instant },
): Promise<{ cases: number; events: number }> {
  return inTransaction(pool, async (db) => {
    await db.query('set local statement_timeout = 0');
    const content = createHash('sha256');
    const sum = { cases: 0, events: 0 };
    let lines: string[] = [];
    const put = async () => {
      const put = await putBack(db, lines, zone, until);
      sum.cases += put.cases;
      sum.events += put.events;
      lines = [];
    };
    for await (const line of readLines(file, key)) {
      content.update(`${line}\n`);
      lines.push(line);
      if (lines.length === page) await put();
    }
    await put();
    const archive = await lockArchive(db, content.digest('hex'));
    if (!archive)
      throw new Problem(
        'not_found',
        `${file} is damaged, or no archive of this database; nothing was put back.`,
      );
    if (archive.restoredAt !== null)
      throw new Problem(
        'conflict',
        `${file} was put back on ${new Date(archive.restoredAt).toISOString()} already.`,
      );
    await markRestored(db, archive.archiveId, now);
    await recordAudit(db, {
      at: now,
      actor,
      action: 'cases.restored',
      subject: { kind: 'case_archive', id: String(archive.archiveId) },
      detail: { ...sum, until: new Date(until).toISOString() },
    });
    return sum;
  });
}

/** Cases that came anew since they were archived stay as they are. */
async function putBack(
  db: PoolClient,
  lines: readonly string[],
  zone: string,
  until: Instant,
): Promise<{ cases: number; events: number }> {
  const caseIds = await insertRows(db, lines, until);
  const events = await insertEvents(db, lines, caseIds);
  const rollups = newRollups(zone);
  for (const stored of await loadCases(db, caseIds)) addCase(rollups, countingOf(stored), null);
  await addToArchived(db, rollups);
  return { cases: caseIds.length, events };
}

async function insertRows(db: Queryable, lines: readonly string[], until: Instant): Promise<string[]> {
  const { rows } = await db.query<{ caseId: string }>(
    `with put as (
       insert into cases
       select c.* from unnest($1::json[]) line cross join lateral json_populate_record(null::cases, line -> 'case') c
       on conflict (case_id) do nothing
       returning case_id),
     kept as (
       insert into restored_cases (case_id, until) select case_id, $2 from put),
     alive as (
       delete from archived_cases a using put where a.case_id = put.case_id)
     select case_id as "caseId" from put order by case_id`,
    [lines, new Date(until)],
  );
  return rows.map(({ caseId }) => caseId);
}

async function insertEvents(
  db: Queryable,
  lines: readonly string[],
  caseIds: readonly string[],
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into case_events
     select e.*
       from unnest($1::json[]) line
      cross join lateral json_populate_recordset(null::case_events, line -> 'events') e
      where e.case_id = any($2::text[])`,
    [lines, caseIds],
  );
  return rowCount ?? 0;
}
