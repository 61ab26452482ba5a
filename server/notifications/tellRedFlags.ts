import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { movePosition, readPosition, type JobPosition } from '../db/jobPosition.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { enqueueNotification } from './enqueue.ts';
import { listInspectors, newRedFlags, type Inspector, type NewRedFlag } from './redFlagStore.ts';

const position: JobPosition = { job: 'tell_red_flags', counts: 'at' };
const hour = 3_600_000;
/** A transaction that is still under way may yet commit flags with a time before now. */
const settled = 60_000;
const mostIds = 200;

/**
 * Tells what became red since the last time: one digest for the inspectors of each region, with what lies in their
 * scope, and one for the channels of the whole office.
 * @returns how many flags
 */
export function tellRedFlags(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  now: Instant,
  assertFence: (db: Queryable) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const to = now - settled;
    const from = (await readPosition(db, position)) ?? to - hour;
    const flags = await newRedFlags(db, from, to);
    if (flags.length > 0) {
      for (const { names, scope } of byScope(await listInspectors(db))) {
        const theirs = flags.filter((flag) => isWithin(flag, scope, catalogue));
        if (theirs.length > 0) await tell(db, theirs, names, catalogue, now);
      }
      await tell(db, flags, [], catalogue, now);
    }
    await movePosition(db, position, to);
    return flags.length;
  });
}

type Scope = Pick<Inspector, 'region' | 'department'>;

function byScope(inspectors: readonly Inspector[]): { names: string[]; scope: Scope }[] {
  const groups = new Map<string, { names: string[]; scope: Scope }>();
  for (const { name, region, department } of inspectors) {
    const key = JSON.stringify([region, department]);
    const group = groups.get(key) ?? { names: [], scope: { region, department } };
    group.names.push(name);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function isWithin({ region, department }: NewRedFlag, scope: Scope, catalogue: Catalogue): boolean {
  const regionFits =
    scope.region === null || (region !== null && catalogue.isWithinRegion(region, [scope.region]));
  const departmentFits =
    scope.department === null ||
    (department !== null && catalogue.isWithinDepartment(department, [scope.department]));
  return regionFits && departmentFits;
}

function tell(
  db: Queryable,
  flags: readonly NewRedFlag[],
  accounts: string[],
  catalogue: Catalogue,
  at: Instant,
): Promise<void> {
  const byRegion = new Map<string, number>();
  for (const { region } of flags) {
    const name = region === null ? '—' : (catalogue.region(region)?.shortName ?? region);
    byRegion.set(name, (byRegion.get(name) ?? 0) + 1);
  }
  const shares = [...byRegion].sort(([, a], [, b]) => b - a).map(([name, n]) => `${name} ${n}`);
  return enqueueNotification(db, {
    at,
    kind: 'flags.red',
    department: null,
    accounts,
    flagIds: flags.slice(0, mostIds).map(({ flagId }) => flagId),
    text: {
      zh: `新增红牌 ${flags.length} 件：${shares.join('、')}`,
      en: `${flags.length} new red flag${flags.length === 1 ? '' : 's'}: ${shares.join(', ')}`,
    },
  });
}
