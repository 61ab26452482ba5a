import type { Blackout } from '../blackouts.ts';
import type { CaseScript } from '../caseScript.ts';
import type { World } from '../world.ts';
import { enteredAfterwards } from './backfill.ts';
import { invalidData } from './data.ts';
import { dueSoon } from './dueSoon.ts';
import { lateAcceptance } from './lateAcceptance.ts';
import { wrongOrder } from './order.ts';
import { lawBroken, promiseBrokenConcluded, promiseBrokenOpen } from './overdue.ts';
import { madeAfterwards, overrunPause, unfoundedPause } from './pauses.ts';
import type { Plant } from './plant.ts';
import { lateDelivery } from './delivery.ts';
import { unlawfulExtension } from './extensions.ts';
import { irregularFee } from './fee.ts';
import { oneHandler } from './oneHandler.ts';
import { latePreReview } from './preReview.ts';
import { refusalWithoutReason, repeatedCorrection } from './refusal.ts';
import { createScene } from './scene.ts';
import { stalled } from './stalled.ts';
import { suspendedAtOnce } from './suspendedAtOnce.ts';
import { personOnAuto, tooFast } from './speed.ts';
import { stepLimit } from './stepLimit.ts';
import { missingStep, syntheticTrail } from './trail.ts';

/** One row a rule; TIM-02 has two, for its two lists. */
const plantRows: readonly Plant[][] = [
  lateAcceptance,
  dueSoon,
  promiseBrokenOpen,
  promiseBrokenConcluded,
  lawBroken,
  stepLimit,
  tooFast,
  personOnAuto,
  missingStep,
  syntheticTrail,
  wrongOrder,
  enteredAfterwards,
  unfoundedPause,
  madeAfterwards,
  overrunPause,
  invalidData,
  latePreReview,
  refusalWithoutReason,
  repeatedCorrection,
  stalled,
  lateDelivery,
  oneHandler,
  suspendedAtOnce,
  unlawfulExtension,
  irregularFee,
];

/** So many of each row are planted, and as many near misses, shared out among its ways. */
export const plantsPerRow = 60;

/** Every planted case and near miss of a run. */
export function* plantCases(world: World, blackouts: readonly Blackout[]): Generator<CaseScript> {
  let index = 0;
  for (const row of plantRows) {
    for (const kind of ['planted', 'near'] as const) {
      const ways = row.filter((plant) => plant.kind === kind);
      for (let n = 0; n < plantsPerRow; n += 1) {
        const plant = ways[n % ways.length];
        if (!plant) continue;
        const scene = createScene(world, blackouts, index, plant.rule, plant.name);
        const { rule, name } = plant;
        yield {
          ...plant.write(scene),
          scenario: { rule, kind, name },
        };
        index += 1;
      }
    }
  }
}
