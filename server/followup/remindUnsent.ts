import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import { reaches } from '../access/reaches.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { movePosition, readPosition, type JobPosition } from '../db/jobPosition.ts';
import type { Queryable } from '../db/queryable.ts';
import { inTransaction } from '../db/transaction.ts';
import { runOutBefore, type Rung } from '../domain/followup/followupTerms.ts';
import { neverFollowed } from '../domain/followup/mayAct.ts';
import { enqueueNotification } from '../notifications/enqueue.ts';
import { basisOf } from './ground.ts';
import { noticeText } from './noticeText.ts';
import { peopleOf, type Person } from './peopleStore.ts';
import { unsentFlags, type UnsentFlag } from './unsentStore.ts';

const position: JobPosition = { job: 'remind_unsent', counts: 'at' };
const day = 86_400_000;
const mostIds = 200;

/**
 * Flags whose days for sending ran out since the last time, unsent: whoever carries them is told, else the inspectors
 * whose they are; supervisors from the rung of the ladder on that tells them. The department is not: nobody has asked
 * it anything yet. One notification for all flags of the same people.
 * @returns how many flags, one for each rung
 */
export function remindUnsent(
  { pool, catalogue }: { pool: Pool; catalogue: Catalogue },
  now: Instant,
  assertFence: (db: Queryable) => Promise<void>,
): Promise<number> {
  return inTransaction(pool, async (db) => {
    await assertFence(db);
    const { terms, calendar } = await basisOf(db, catalogue, now);
    const last = (await readPosition(db, position)) ?? now - day;
    const inspectors = await peopleOf(db, 'inspector');
    const chiefs = await peopleOf(db, 'supervisor');
    let told = 0;
    for (const rung of terms.ladder) {
      const days = terms.limits.send + rung.after;
      const from = runOutBefore(calendar, last, days);
      const to = runOutBefore(calendar, now, days);
      const unsent = from < to ? await unsentFlags(db, from, to) : [];
      const flags = unsent.filter(({ rule }) => !neverFollowed.has(rule));
      for (const { accounts, flagIds } of byPeople(flags, rung, { inspectors, chiefs }, catalogue)) {
        const text = noticeText('flag.unsent', flagIds.length, '');
        const notice = { at: now, kind: 'flag.unsent', department: null, accounts, text };
        await enqueueNotification(db, { ...notice, flagIds: flagIds.slice(0, mostIds) });
        told += flagIds.length;
      }
    }
    await movePosition(db, position, now);
    return told;
  });
}

function byPeople(
  flags: readonly UnsentFlag[],
  { tell }: Rung,
  { inspectors, chiefs }: { inspectors: readonly Person[]; chiefs: readonly Person[] },
  catalogue: Catalogue,
): { accounts: string[]; flagIds: number[] }[] {
  const groups = new Map<string, { accounts: string[]; flagIds: number[] }>();
  const named = new Map<string, string[]>();
  for (const flag of flags) {
    const place = JSON.stringify([flag.region, flag.department, flag.owner]);
    let accounts = named.get(place);
    if (!accounts) {
      const reaching = (people: readonly Person[]) =>
        people.filter((person) => reaches(person, flag, catalogue)).map(({ name }) => name);
      const carrying = flag.owner === null ? reaching(inspectors) : [flag.owner];
      const told = [
        ...(tell.includes('owner') ? carrying : []),
        ...(tell.includes('supervisors') ? reaching(chiefs) : []),
      ];
      named.set(place, (accounts = [...new Set(told)].sort()));
    }
    // without accounts a notification would ring the channels of the whole office
    if (accounts.length === 0) continue;
    const key = accounts.join(' ');
    const group = groups.get(key);
    if (group) group.flagIds.push(flag.flagId);
    else groups.set(key, { accounts, flagIds: [flag.flagId] });
  }
  return [...groups.values()];
}
