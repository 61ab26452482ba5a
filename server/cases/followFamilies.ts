import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { caseFacts } from '../domain/cases/caseFacts.ts';
import { joined, parentOf, parted, type Kinship } from '../domain/cases/kinship.ts';
import { familyTies } from '../domain/clock/family.ts';
import { loadCases } from './caseStore.ts';
import { familiesOf, type FamilyRow } from './familyStore.ts';
import { saveRefreshed, type Refreshed } from './saveRefreshed.ts';

const mostAttempts = 20;

/**
 * Cases of joint handlings follow their relatives: what these cases now give the others, and get from them, is noted in
 * their rows, and whoever is changed by it is to be checked now. Rows of cases without relatives are not touched.
 * Safe to run twice and in two processes.
 * @returns how many cases changed
 */
export async function followFamilies(
  pool: Pool,
  catalogue: Catalogue,
  caseIds: readonly string[],
  now: Instant,
): Promise<number> {
  const families = await familiesOf(pool, caseIds);
  if (families.length === 0) return 0;
  for (let attempt = 1; ; attempt += 1) {
    const changed = await changedCases(pool, catalogue, families, now);
    if (changed.length === 0) return 0;
    if (await saveRefreshed(pool, catalogue, changed, now)) return changed.length;
    if (attempt === mostAttempts)
      throw new Error(`the family of ${families[0]?.parent} changed ${attempt} times while it was followed`);
  }
}

async function changedCases(
  pool: Pool,
  catalogue: Catalogue,
  families: readonly FamilyRow[],
  now: Instant,
): Promise<Refreshed[]> {
  const members = new Set(families.flatMap(({ parent, children }) => [parent, ...children]));
  const rows = await loadCases(pool, [...members]);
  const states = new Map(rows.map((row) => [row.facts.caseId, parted(row.state)]));
  const ties = new Map<string, Kinship>();
  for (const { parent, children } of families) {
    const own = children.flatMap((caseId) => states.get(caseId) ?? []).filter((c) => parentOf(c) === parent);
    for (const [caseId, tie] of familyTies(states.get(parent), own, catalogue)) ties.set(caseId, tie);
  }
  return rows.flatMap((before) => {
    const kin = ties.get(before.facts.caseId) ?? null;
    if (JSON.stringify(kin) === JSON.stringify(before.kin)) return [];
    const state = joined(parted(before.state), kin ?? undefined);
    const facts = caseFacts(state, catalogue);
    return [
      { before, after: { ...before, kin, state, facts, version: before.version + 1, nextCheckAt: now } },
    ];
  });
}
