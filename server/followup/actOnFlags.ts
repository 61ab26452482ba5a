import type { Pool, PoolClient } from 'pg';
import type { Account } from '#contract/account';
import type { FlagAction } from '#contract/followup';
import type { FlagCommand } from '#contract/followupSchema';
import { Problem, type ProblemCode } from '#contract/problem';
import type { Instant } from '#contract/time';
import { reaches } from '../access/reaches.ts';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { inTransaction } from '../db/transaction.ts';
import { decideFollowup, isRefusal, type FollowupContext } from '../domain/followup/decideFollowup.ts';
import type { FollowupEvent } from '../domain/followup/followupEvent.ts';
import { refusalOf, type Refusal } from '../domain/followup/mayAct.ts';
import { followedFlags, lockFlags, type FollowedRow } from './followupStore.ts';
import { followupOfRow } from './followupOfRow.ts';
import { groundOf, type Ground } from './ground.ts';
import { makeOrders } from './makeOrders.ts';
import { missingFiles } from './missingFiles.ts';
import { peopleNamed, type Person } from './peopleStore.ts';
import { commandOf, namedIn, readCommand } from './readCommand.ts';
import { changeOf, saveFollowed, type FollowedChange } from './saveFollowed.ts';

export interface ActingParts {
  pool: Pool;
  catalogue: () => Catalogue;
  clock: () => Instant;
}

/** Who asks: the account, and the name under which the audit keeps it. */
export interface Asking {
  account: Account;
  actor: string;
}

/** What is asked of one flag. */
export interface AskedFlag {
  flagId: number;
  /** It must still be this one; left out: whichever. */
  version?: number | undefined;
  body: unknown;
}

export interface RefusedFlag {
  flagId: number;
  code: ProblemCode;
  detail: string;
  path?: string;
}

export interface Acted {
  done: { flagId: number; version: number }[];
  refused: RefusedFlag[];
  orderIds: number[];
}

/** A flag that will take its command. */
interface Ready {
  row: FollowedRow;
  command: FlagCommand;
}

/**
 * Does one thing to one or many flags, in one transaction: what can be done is done, what cannot is said, flag by flag.
 * With `whole` all of it is done or nothing: a refusal is thrown as a Problem.
 * 1. Read the flags inside the scope; lock them unless it is a dry run.
 * 2. Each is refused, or takes its command; flags that are ordered the same share an order, one a department.
 * 3. Store and tell.
 */
export function actOnFlags(
  parts: ActingParts,
  { account, actor }: Asking,
  action: FlagAction,
  asked: readonly AskedFlag[],
  { dryRun = false, whole = false }: { dryRun?: boolean; whole?: boolean } = {},
): Promise<Acted> {
  return inTransaction(parts.pool, async (db) => {
    const catalogue = parts.catalogue();
    const now = parts.clock();
    const scope = scopeOf(account, catalogue);
    const ids = asked.map(({ flagId }) => flagId);
    if (!dryRun) await lockFlags(db, ids, scope);
    const rows = new Map((await followedFlags(db, ids, scope)).map((row) => [row.flagId, row]));
    const ground = await groundOf(db, catalogue, account, now);
    const { ready, refused } = await sortOut(db, ground, action, asked, rows);
    const missing = await missingFiles(db, ready);
    const changes: FollowedChange[] = [];
    for (const { row, command } of ready) {
      const before = followupOfRow(row);
      const event =
        missing.get(row.flagId) ?? decideFollowup(commandOf(command), before, contextOf(ground, row));
      if (isRefusal(event)) refused.push({ flagId: row.flagId, ...event });
      else changes.push(changeOf(row, before, [inPlaceOf(account, event)]));
    }
    refused.sort((a, b) => a.flagId - b.flagId);
    if (whole && refused[0]) throw problemOf(refused[0], asked.length > 1);
    if (dryRun) {
      const done = changes.map(({ row: { flagId, version } }) => ({ flagId, version }));
      return { done, refused, orderIds: [] };
    }
    const orders = action === 'order' ? await makeOrders(db, ground, changes) : [];
    const versions = await saveFollowed(db, changes, ground, { actor, action });
    const done = [...versions].map(([flagId, version]) => ({ flagId, version }));
    return { done, refused, orderIds: orders };
  });
}

/** The event with the officer in whose place the account acts. */
export const inPlaceOf = ({ standsInFor }: Account, event: FollowupEvent): FollowupEvent =>
  standsInFor === undefined ? event : { ...event, for: standsInFor };

/** @param several the sentence has to say which flag it is about */
function problemOf({ flagId, code, detail, path }: RefusedFlag, several: boolean): Problem {
  return new Problem(
    code,
    several ? `Flag ${flagId}: ${detail}` : detail,
    path === undefined ? {} : { path },
  );
}

function contextOf({ account, now, terms, calendar }: Ground, row: FollowedRow): FollowupContext {
  return { now, actor: account.name, role: account.role, flag: row, terms, calendar };
}

async function sortOut(
  db: PoolClient,
  ground: Ground,
  action: FlagAction,
  asked: readonly AskedFlag[],
  rows: ReadonlyMap<number, FollowedRow>,
): Promise<{ ready: Ready[]; refused: RefusedFlag[] }> {
  const ready: Ready[] = [];
  const refused: RefusedFlag[] = [];
  const known = new Map<string, Person | undefined>();
  for (const { flagId, version, body } of new Map(asked.map((one) => [one.flagId, one])).values()) {
    const row = rows.get(flagId);
    const refusal = row
      ? refusedBefore(row, version, action, ground)
      : {
          code: 'not_found' as const,
          detail: `There is no flag "${flagId}" here, or it is outside your scope.`,
        };
    if (refusal || !row) {
      if (refusal) refused.push({ flagId, ...refusal });
      continue;
    }
    const command = readCommand(action, body);
    if (!('action' in command)) {
      refused.push({ flagId, ...command });
      continue;
    }
    const wrong = await wrongName(db, command, row, ground.catalogue, known);
    if (wrong) refused.push({ flagId, ...wrong });
    else ready.push({ row, command });
  }
  return { ready, refused };
}

function refusedBefore(
  row: FollowedRow,
  version: number | undefined,
  action: FlagAction,
  ground: Ground,
): Omit<RefusedFlag, 'flagId'> | undefined {
  if (version !== undefined && version !== row.version)
    return {
      code: 'stale_version',
      detail: `Flag ${row.flagId} has version ${row.version} by now, not ${version}; look at it again.`,
    };
  const { account, now } = ground;
  const acting = { actor: account.name, role: account.role, now };
  return refusalOf(action, followupOfRow(row), row, acting);
}

/** A named account has to exist and to see the flag; who carries it has to be of the office. */
async function wrongName(
  db: PoolClient,
  command: FlagCommand,
  row: FollowedRow,
  catalogue: Catalogue,
  known: Map<string, Person | undefined>,
): Promise<Refusal | undefined> {
  const named = namedIn(command);
  if (!named) return undefined;
  const unknown = named.names.filter((name) => !known.has(name));
  const found = unknown.length === 0 ? [] : await peopleNamed(db, unknown);
  for (const name of unknown)
    known.set(
      name,
      found.find((person) => person.name === name),
    );
  for (const name of named.names) {
    const person = known.get(name);
    const fit = command.action === 'note' || person?.role === 'inspector' || person?.role === 'supervisor';
    if (!person || !fit || !reaches(person, row, catalogue))
      return {
        code: 'invalid',
        detail: `"${name}" is no account that ${command.action === 'note' ? 'sees' : 'may carry'} this flag.`,
        path: named.field,
      };
  }
  return undefined;
}
