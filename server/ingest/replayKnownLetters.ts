import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { AppendDeps } from './appendEvents.ts';
import { awaitedCodes } from './deadLetterStore.ts';
import type { PrepareDeps } from './prepareEvents.ts';
import { replayDeadLetters, type Replay } from './replayDeadLetters.ts';

/** Quarantined letters whose code has become known go through validation and append again. */
export async function replayKnownLetters(
  deps: AppendDeps & PrepareDeps,
  now: Instant,
): Promise<{ [K in keyof Replay]: number }> {
  const awaited = await awaitedCodes(deps.pool);
  if (awaited.length === 0) return { replayed: 0, refused: 0 };
  await deps.catalogue.refresh(deps.pool);
  const catalogue = deps.catalogue.current();
  const known = awaited.filter(({ sourceId, code }) => isKnown(catalogue, sourceId, code));
  if (known.length === 0) return { replayed: 0, refused: 0 };
  const replay: Replay = { replayed: 0, refused: 0 };
  for (const sourceId of new Set(known.map((one) => one.sourceId))) {
    const waitsFor = known.filter((one) => one.sourceId === sourceId).map(({ code }) => code);
    const { replayed, refused } = await replayDeadLetters(deps, { sourceId, waitsFor }, now);
    replay.replayed += replayed;
    replay.refused += refused;
  }
  if (replay.replayed > 0)
    await recordAudit(deps.pool, {
      at: now,
      actor: 'duban replay_letters',
      action: 'dead_letters.replayed',
      subject: { kind: 'source', id: '' },
      detail: { waitedFor: [...new Set(known.map(({ code }) => code))], ...replay },
    });
  return { replayed: replay.replayed, refused: replay.refused };
}

/** `code` as `dead_letters.waits_for` has it: "item:01-017-004", "value:score:1". */
function isKnown(catalogue: Catalogue, sourceId: number, code: string): boolean {
  const [kind = '', value = ''] = parted(code);
  if (kind === 'value') {
    const [field = '', given = ''] = parted(value);
    const tables = catalogue.sourceById(sourceId)?.settings.values ?? {};
    const table = Object.hasOwn(tables, field) ? tables[field] : undefined;
    return table !== undefined && Object.hasOwn(table, given);
  }
  if (kind === 'item') return catalogue.newestItem(value) !== undefined;
  if (kind === 'department') return catalogue.department(value) !== undefined;
  return kind === 'region' && catalogue.region(value) !== undefined;
}

function parted(text: string): [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}
