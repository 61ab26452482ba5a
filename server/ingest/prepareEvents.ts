import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { SourceRecord } from '../catalogue/catalogue.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { provisionalEntries, unclassified } from '../catalogue/provisionalEntries.ts';
import { inTransaction } from '../db/transaction.ts';
import type { RawEvent } from './rawEvent.ts';
import type { Envelope } from './readEnvelope.ts';
import type { Sealer } from './sealer.ts';
import { validateEnvelope, validateEvent, type UnknownCodes, type Validated } from './validateEvent.ts';

/** An event as it came, or with its envelope read: a mapping makes no text only for it to be parsed. */
export type UncheckedEvent = RawEvent | { envelope: Envelope };

export interface PrepareDeps {
  pool: Pool;
  catalogue: CatalogueHolder;
  sealer: Sealer;
  /** Events of a file: however old. */
  imported?: boolean;
}

/**
 * Validates events. Codes that a lenient source names and nobody knows are entered as provisional before the answer
 * (unless `dryRun`); a code that looks unknown is asked for again in the newest catalogue before it is refused.
 */
export async function prepareEvents(
  deps: PrepareDeps,
  source: SourceRecord,
  raw: readonly UncheckedEvent[],
  now: Instant,
  dryRun = false,
): Promise<Validated[]> {
  const validated = validateAll(deps, source, raw, now);
  const waiting = validated.some((v) => v.kind === 'refused' && v.waitsFor !== undefined);
  if (waiting && (await deps.catalogue.refresh(deps.pool)))
    return prepareEvents(deps, source, raw, now, dryRun);
  const unknown = validated.flatMap((v) => (v.kind === 'case' && v.unknown ? [v.unknown] : []));
  if (source.settings.lenient && !deps.catalogue.current().newestItem(unclassified))
    unknown.push({ item: unclassified, department: unclassified, region: unclassified });
  if (unknown.length === 0 || dryRun) return validated;
  await enterProvisional(deps, source, unknown, now);
  // again, because kinds of handlers and scope may rest on what is now known
  return validateAll(deps, source, raw, now);
}

function validateAll(
  deps: PrepareDeps,
  source: SourceRecord,
  raw: readonly UncheckedEvent[],
  now: Instant,
): Validated[] {
  const catalogue = deps.catalogue.current();
  const context = {
    source: catalogue.sourceById(source.sourceId) ?? source,
    catalogue,
    sealer: deps.sealer,
    imported: deps.imported ?? false,
    now,
  };
  return raw.map((event) => {
    if ('envelope' in event) return validateEnvelope(event.envelope, context);
    if ('refusal' in event) return { kind: 'refused', refusal: event.refusal };
    return validateEvent(event.value, context);
  });
}

async function enterProvisional(
  { pool, catalogue }: PrepareDeps,
  source: SourceRecord,
  unknown: readonly UnknownCodes[],
  now: Instant,
): Promise<void> {
  const used = {
    regions: unknown.flatMap(({ region }) => region ?? []),
    items: unknown.flatMap(({ item }) => item ?? []),
    departments: unknown.flatMap(({ department, region }) =>
      department === undefined ? [] : [{ code: department, region: region ?? unclassified }],
    ),
  };
  await inTransaction(pool, (db) => provisionalEntries(db, used, { actor: source.name }, now));
  await catalogue.refresh(pool);
}
