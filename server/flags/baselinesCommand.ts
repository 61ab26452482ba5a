import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { reviewItems } from './reviewItems.ts';
import { takeBaselines } from './takeBaselines.ts';

export const baselinesUsage = 'duban baselines take';

/**
 * `duban baselines take` does by hand what a job does each night: the last line of stdout is JSON. Exit code 0 done,
 * 2 wrong usage.
 */
export async function baselinesCommand(
  args: string[],
  io: { out(line: string): void; err(line: string): void },
  { pool, catalogue, now }: { pool: Pool; catalogue: CatalogueHolder; now: Instant },
): Promise<number> {
  const [action, ...rest] = args;
  if (action !== 'take' || rest.length > 0) {
    io.err(`"baselines ${args.join(' ')}" is not known.`);
    io.err(`usage: ${baselinesUsage}`);
    return 2;
  }
  const began = performance.now();
  const taken = await takeBaselines({ pool, catalogue: catalogue.current() }, now);
  await catalogue.refresh(pool);
  const items = await reviewItems({ pool, catalogue: catalogue.current() }, taken.validFrom, now);
  const seconds = Math.round(performance.now() - began) / 1000;
  const validFrom = new Date(taken.validFrom).toISOString();
  io.out(JSON.stringify({ ...taken, validFrom, items, seconds }));
  return 0;
}
