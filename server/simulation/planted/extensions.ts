import type { CaseScript, ScriptedEvent } from '../caseScript.ts';
import { addExtension } from '../lives/pauses.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

/** Extended on its second day, and again on each day after, though it was concluded within its promise. */
function extended(
  scene: Scene,
  days: number[],
  change: (event: ScriptedEvent) => void = () => {},
): CaseScript {
  const place = scene.promised((item, promise) => promise >= 10 && hasNoStepLimit(item));
  const on = scene.pastDay(8);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 6)),
  });
  for (const [n, more] of days.entries())
    change(addExtension(script, scene.moment(scene.workday(on, n + 1)), more, scene.random));
  return script;
}

export const unlawfulExtension = plantsOf(
  'EXT-01',
  {
    'eleven days': (scene) => extended(scene, [11]),
    'a month': (scene) => extended(scene, [30]),
    'two days, and three more': (scene) => extended(scene, [2, 3]),
    'nobody approved it': (scene) =>
      extended(scene, [5], (event) => {
        const { approver: _, ...rest } = event.data;
        event.data = rest;
      }),
  },
  {
    'ten days': (scene) => extended(scene, [10]),
    'nine days': (scene) => extended(scene, [9]),
  },
);
