import type { EntryKind } from '#contract/catalogueEntry';
import type { ItemVersion } from '#contract/item';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { lockCatalogue } from '../catalogue/catalogueRecordStore.ts';
import { recordPlan } from '../catalogue/importCatalogue.ts';
import { planImport, type DocumentPlan } from '../catalogue/planImport.ts';
import { recordedCatalogue } from '../catalogue/recordedCatalogue.ts';
import type { Versioned } from '../catalogue/versioned.ts';
import type { Queryable } from '../db/queryable.ts';
import { instantText } from '../http/instantText.ts';
import { documentKind } from './entryKind.ts';
import { limitsDiffer } from './importEffect.ts';
import { revisionsNamed } from './revisionStore.ts';

export interface Written {
  kind: EntryKind;
  code: string;
  /** As the kind's schema has it: without the code. */
  record: Readonly<Record<string, unknown>>;
  /** The version that the writer has seen; 0: there was none. */
  seen: number;
}

/**
 * Records what a person has written of one record, as a version of its own. `db` must be inside a transaction.
 * @returns codes that nobody knew before
 * @throws Problem `conflict` where a new code is taken, `stale_version` naming who was first, `not_found`, `invalid`
 * naming the field
 */
export async function putEntry(
  db: Queryable,
  { kind, code, record, seen }: Written,
  { actor, now }: { actor: string; now: Instant },
): Promise<readonly string[]> {
  await lockCatalogue(db);
  const recorded = await recordedCatalogue(db);
  const versions: Versioned<{ revision: number }> = recorded[documentKind[kind]];
  await mustHaveSeen(db, code, versions.get(code)?.at(-1)?.revision ?? 0, seen);
  const approvedAt =
    kind === 'items' && record['approvedBy'] !== undefined ? { approvedAt: instantText(now) } : {};
  const planned = planImport({ [documentKind[kind]]: [{ ...approvedAt, ...record, code }] }, recorded);
  if (!planned.ok) {
    const [fault] = planned.faults;
    const path = fault?.path.replace(/^\w+\[0\]\.?/, '').replaceAll(/\[(\d+)\]/g, '.$1') || 'code';
    throw new Problem('invalid', `The field "${path}" is not valid: ${fault?.message ?? 'unreadable'}.`, {
      path,
    });
  }
  mustBeApproved(planned.plan);
  await recordPlan(db, planned.plan, { actor, note: noteOf(kind, code, record) }, now);
  return planned.nowKnown;
}

async function mustHaveSeen(db: Queryable, code: string, newest: number, seen: number): Promise<void> {
  if (newest === seen) return;
  if (newest === 0) throw new Problem('not_found', `There is no ${code} to be changed.`);
  if (seen === 0)
    throw new Problem('conflict', `${code} is recorded already; open it to change it.`, { path: 'code' });
  const revision = (await revisionsNamed(db, [newest])).get(newest);
  const when = revision ? instantText(revision.recordedAt) : '';
  throw new Problem(
    'stale_version',
    `${revision?.actor ?? 'Somebody'} has changed ${code} meanwhile (revision ${newest}, ${when}).`,
  );
}

/** Other limits need a name and a reason: who is late by a promise was measured by it (PRM-01). */
function mustBeApproved({ items }: DocumentPlan): void {
  for (const { before, row } of items.written)
    for (const path of limitsDiffer(before, row) && before.provisional !== true ? missingOf(row) : [])
      throw new Problem('invalid', `The limits change; fill in "${path}".`, { path });
}

const missingOf = (row: Pick<ItemVersion, 'approvedBy' | 'reason'>): ('approvedBy' | 'reason')[] =>
  (['approvedBy', 'reason'] as const).filter((field) => (row[field] ?? '').trim() === '');

function noteOf(kind: EntryKind, code: string, record: Written['record']): string {
  const reason = record['reason'];
  const what = `${kind}/${code}`;
  return typeof reason === 'string' && reason !== '' ? `${what}: ${reason}`.slice(0, 500) : what;
}
