import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Pool, PoolClient } from 'pg';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import { addCase, countingOf } from '../../cases/countCase.ts';
import { loadCases } from '../../cases/caseStore.ts';
import { newRollups, type Rollups } from '../../cases/rollups.ts';
import { inSnapshot, inTransaction } from '../../db/transaction.ts';
import { addToArchived } from './archivedCounts.ts';
import { manifestOf, type Manifest } from './archiveDocument.ts';
import { verifyFile, writeLines } from './archiveFile.ts';
import { insertArchive, insertArchivedCases } from './archiveStore.ts';
import { caseLines } from './caseLines.ts';
import { chooseUnit, dropFreeChunks, type Unit } from './chooseUnit.ts';
import type { DueCase } from './dueStore.ts';
import { removeCases } from './removeCases.ts';

export interface ArchiveParts {
  pool: Pool;
  /** Of the office: its months. */
  zone: string;
  folder: string;
  /** age recipients; empty: files are not encrypted. */
  recipients: readonly string[];
  version: string;
  /** In each transaction that deletes, before it does. */
  assertFence: (db: PoolClient) => Promise<void>;
  shouldStop: () => boolean;
  /** For the audit. */
  actor: string;
  /** At most so many cases in a file; 20,000 unless told. */
  casesAFile?: number;
  onFile?: (manifest: Manifest) => void;
}

export interface Archived {
  cases: number;
  events: number;
  files: number;
}

const page = 1000;

/**
 * Takes closed cases whose last event is older than `before` out of the database, file by file:
 * 1. chooses cases of a month, or all of the oldest chunk of TimescaleDB;
 * 2. writes them with their events as lines of JSON, gzipped, encrypted when there are recipients, and a manifest;
 * 3. reads the file again from the disk and compares;
 * 4. in one transaction: deletes exactly what is in the file, keeps what it had added to the roll-ups, notes the file and
 *    which cases lie in it.
 * What fails leaves the database as it was and no file behind; of a commit that nobody answered the files stay.
 */
export async function archiveCases(
  parts: ArchiveParts,
  { before, now }: { before: Instant; now: Instant },
): Promise<Archived> {
  const sum: Archived = { cases: 0, events: 0, files: 0 };
  while (!parts.shouldStop()) {
    const unit = await writeUnit(parts, before, now);
    if (!unit) break;
    await takeOut(parts, unit, now);
    for (const { manifest } of unit.files) {
      sum.cases += manifest.cases;
      sum.events += manifest.events;
      sum.files += 1;
      parts.onFile?.(manifest);
    }
  }
  await dropFreeChunks(parts.pool);
  return sum;
}

interface WrittenUnit extends Unit {
  files: { path: string; manifest: Manifest; cases: readonly DueCase[] }[];
  rollups: Rollups;
  events: number;
  eventsInChunk: number;
}

/** One unchanging picture of the cases, as files; null: nothing is due. */
function writeUnit(parts: ArchiveParts, before: Instant, now: Instant): Promise<WrittenUnit | null> {
  return inSnapshot(parts.pool, async (db) => {
    await db.query('set local statement_timeout = 0');
    const unit = await chooseUnit(db, { before, now, zone: parts.zone }, parts.casesAFile ?? 20_000);
    if (!unit) return null;
    const written: WrittenUnit = {
      ...unit,
      files: [],
      rollups: newRollups(parts.zone),
      events: 0,
      eventsInChunk: 0,
    };
    try {
      for (const month of new Set(unit.cases.map((one) => one.month))) {
        const cases = unit.cases.filter((one) => one.month === month);
        written.files.push(await writeMonth(db, parts, written, { month: month.slice(0, 7), cases, now }));
      }
      return written;
    } catch (error) {
      await removeFiles(written);
      throw error;
    }
  });
}

async function writeMonth(
  db: PoolClient,
  { folder, recipients, version }: ArchiveParts,
  unit: WrittenUnit,
  { month, cases, now }: { month: string; cases: readonly DueCase[]; now: Instant },
): Promise<WrittenUnit['files'][number]> {
  const own = join(folder, month);
  await mkdir(own, { recursive: true, mode: 0o700 });
  const unfinished = join(own, `unfinished-${process.pid}`);
  const before = unit.events;
  const lines = async function* () {
    for (let from = 0; from < cases.length; from += page)
      yield* await pageOf(db, unit, cases.slice(from, from + page));
  };
  try {
    const written = await writeLines(lines(), unfinished, recipients);
    await verifyFile(unfinished, { ...written, cases: cases.length });
    const encrypted = recipients.length > 0;
    const name = `cases-${month}-${written.contentSha256.slice(0, 12)}.ndjson.gz${encrypted ? '.age' : ''}`;
    const path = join(own, name);
    const manifest: Manifest = {
      format: 1,
      duban: version,
      file: basename(path),
      month,
      cases: cases.length,
      events: unit.events - before,
      firstEventAt: instantOf(Math.min(...cases.map(({ firstEventAt }) => firstEventAt))),
      lastEventAt: instantOf(Math.max(...cases.map(({ lastEventAt }) => lastEventAt))),
      encrypted,
      archivedAt: instantOf(now),
      ...written,
    };
    await rename(unfinished, path);
    await syncFolder(own);
    await writeFile(manifestOf(path), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
    return { path, manifest, cases };
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** A name that is not on the disk is no file after a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

const instantOf = (at: Instant): string => new Date(at).toISOString();

/** Lines of some cases; what they count and how many events they have is added to the unit's. */
async function pageOf(db: PoolClient, unit: WrittenUnit, cases: readonly DueCase[]): Promise<string[]> {
  const lines = await caseLines(db, cases, unit.chunkEnd ?? 0);
  for (const stored of await loadCases(
    db,
    cases.map(({ caseId }) => caseId),
  ))
    addCase(unit.rollups, null, countingOf(stored));
  for (const { events, eventsBefore } of lines) {
    unit.events += events;
    unit.eventsInChunk += eventsBefore;
  }
  return lines.map(({ line }) => line);
}

async function takeOut(parts: ArchiveParts, unit: WrittenUnit, now: Instant): Promise<void> {
  const { cases, events, chunkEnd, eventsInChunk, files, rollups } = unit;
  let mayBeCommitted = false;
  try {
    await inTransaction(parts.pool, async (db) => {
      await parts.assertFence(db);
      await db.query(`set local lock_timeout = '3s'; set local statement_timeout = 0`);
      await removeCases(db, {
        cases,
        events,
        ...(chunkEnd === null ? {} : { chunk: { end: chunkEnd, events: eventsInChunk } }),
      });
      await addToArchived(db, rollups);
      for (const { path, manifest, cases: own } of files) {
        const id = await insertArchive(db, path, manifest);
        await insertArchivedCases(db, id, own);
        const { month, sha256 } = manifest;
        await recordAudit(db, {
          at: now,
          actor: parts.actor,
          action: 'cases.archived',
          subject: { kind: 'case_archive', id: String(id) },
          detail: { month, cases: manifest.cases, events: manifest.events, file: manifest.file, sha256 },
        });
      }
      mayBeCommitted = true;
    });
  } catch (error) {
    // a connection lost during the commit may have lost the answer alone: these files would be all that is left
    if (!mayBeCommitted) await removeFiles(unit);
    throw error;
  }
}

async function removeFiles({ files }: Pick<WrittenUnit, 'files'>): Promise<void> {
  for (const { path } of files) {
    await rm(path, { force: true });
    await rm(manifestOf(path), { force: true });
  }
}
