import { Gauge, type Registry } from 'prom-client';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { countScreens } from './screenStore.ts';

/** Of all server processes together: each tells the same. A database that does not answer leaves them as they were. */
export function screenMetrics(
  registry: Registry,
  { db, clock }: { db: Queryable; clock: () => Instant },
): void {
  const helps = {
    expected: 'Paired wall screens that are not revoked',
    connected: 'Paired wall screens whose socket is alive',
  };
  for (const kind of ['expected', 'connected'] as const)
    new Gauge({
      name: `duban_screens_${kind}`,
      help: helps[kind],
      registers: [registry],
      async collect() {
        const counted = await countScreens(db, clock()).catch(() => undefined);
        if (counted) this.set(counted[kind]);
      },
    });
}
