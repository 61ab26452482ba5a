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
  const known = awaited.filter((code) => isKnown(catalogue, code));
  if (known.length === 0) return { replayed: 0, refused: 0 };
  const replay = await replayDeadLetters(deps, { waitsFor: known }, now);
  if (replay.replayed > 0)
    await recordAudit(deps.pool, {
      at: now,
      actor: 'duban replay_letters',
      action: 'dead_letters.replayed',
      subject: { kind: 'source', id: '' },
      detail: { waitedFor: known, ...replay },
    });
  return { replayed: replay.replayed, refused: replay.refused };
}

/** `code` as `dead_letters.waits_for` has it: "item:01-017-004". */
function isKnown(catalogue: Catalogue, code: string): boolean {
  const colon = code.indexOf(':');
  const [kind, value] = [code.slice(0, colon), code.slice(colon + 1)];
  if (kind === 'item') return catalogue.newestItem(value) !== undefined;
  if (kind === 'department') return catalogue.department(value) !== undefined;
  return kind === 'region' && catalogue.region(value) !== undefined;
}
