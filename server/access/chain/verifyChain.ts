import type { chainFaults } from '#contract/auditSchema';
import type { Queryable } from '../../db/queryable.ts';
import { beginning, hashOf, type ChainHead, type SealedEntry, type Sign } from './seal.ts';
import { sealsAfter, unsealedCounts, type SealRow } from './sealStore.ts';

export type FaultKind = (typeof chainFaults)[number];

export interface ChainFault {
  kind: FaultKind;
  /** Of the chain; null for what has no place in it. */
  seq: number | null;
  sentence: string;
}

export interface Verification {
  sealed: number;
  /** Written, not sealed yet: seconds of work while a server runs. */
  waiting: number;
  head: ChainHead;
  faults: ChainFault[];
}

/** An end of the chain noted outside of the database, and where. */
export interface KnownHead extends ChainHead {
  from: string;
}

const pageSize = 5000;
const mostFaults = 100;

/**
 * Computes the whole chain again; `db` should stand on one snapshot. What was noted elsewhere (`known`) finds a chain
 * whose end was cut off, which nothing inside the database can tell.
 */
export async function verifyChain(
  db: Queryable,
  sign: Sign,
  known: readonly KnownHead[],
): Promise<Verification> {
  const faults: ChainFault[] = [];
  const found = new Map<number, string>();
  const noted = new Set(known.map(({ seq }) => seq));
  let head = beginning;
  let sealed = 0;
  for (;;) {
    const page = await sealsAfter(db, head.seq, pageSize);
    for (const row of page) {
      if (faults.length < mostFaults) faults.push(...faultsOf(row, head, sign));
      if (noted.has(row.seq)) found.set(row.seq, row.hash);
      head = { seq: row.seq, hash: row.hash };
      sealed += 1;
    }
    if (page.length < pageSize) break;
  }
  for (const { seq, hash, from } of known) {
    if (seq > head.seq)
      faults.push({
        kind: 'cut_off',
        seq: head.seq,
        sentence: `The chain ends at ${head.seq}; ${from} notes it up to ${seq}.`,
      });
    else if (seq > 0 && found.get(seq) !== hash)
      faults.push({ kind: 'rewritten', seq, sentence: `Entry ${seq} is not the one that ${from} notes.` });
  }
  const { waiting, astray } = await unsealedCounts(db);
  if (astray > 0)
    faults.push({
      kind: 'astray',
      seq: null,
      sentence: `${astray} entries were taken out of the chain or out of those that wait for it.`,
    });
  return { sealed, waiting, head, faults };
}

function faultsOf(row: SealRow, before: ChainHead, sign: Sign): ChainFault[] {
  const { seq, hash, mac } = row;
  const faults: ChainFault[] = [];
  const add = (kind: FaultKind, sentence: string): void => void faults.push({ kind, seq, sentence });
  const entry = entryOf(row);
  if (seq !== before.seq + 1)
    add('missing_seals', `Before ${seq}, ${seq - before.seq - 1} entries are missing.`);
  // after a gap the hash before is not known: nothing is said of the entry itself
  else if (entry === undefined) add('missing_entry', `The entry of ${seq} is gone.`);
  else if (hashOf(before.hash, entry) !== hash)
    add('changed_entry', `Entry ${seq}, or its place in the order, was changed.`);
  if (sign({ seq, hash }) !== mac)
    add('forged_seal', `The seal of ${seq} was not made with this server’s key.`);
  return faults;
}

function entryOf({ auditId, at, actor, action, kind, id, detail }: SealRow): SealedEntry | undefined {
  if (at === null || actor === null || action === null || kind === null || id === null || detail === null)
    return undefined;
  return { auditId, at, actor, action, kind, id, detail };
}
