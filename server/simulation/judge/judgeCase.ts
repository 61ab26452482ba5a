import type { Blackout } from '../blackouts.ts';
import type { CaseScript } from '../caseScript.ts';
import type { World } from '../world.ts';
import { backfillFindings, dataFindings, pauseFindings } from './fileRules.ts';
import { conductFindings } from './conductRules.ts';
import { deliveryFindings, stalledFindings } from './silenceRules.ts';
import { readTrail } from './readTrail.ts';
import { acceptanceFindings, limitFindings, stepLimitFindings } from './timeRules.ts';
import { speedFindings, trailFindings } from './trailRules.ts';
import type { ExpectedFinding } from './verdict.ts';

/**
 * What the written rules demand for a case at the end of the history, from what had arrived by then. Its own
 * arithmetic throughout: it shares no line with the engine that it judges.
 */
export function judgeCase(
  script: CaseScript,
  world: World,
  blackouts: readonly Blackout[],
): ExpectedFinding[] {
  const { calendar, to } = world;
  const { item } = script;
  const trail = readTrail(script, to);
  if (trail.events.length === 0) return [];
  const limits = limitFindings(trail, item, calendar, to);
  const isLate = limits.some(({ rule }) => rule === 'TIM-02' || rule === 'TIM-03');
  return [
    ...acceptanceFindings(trail, item, calendar, to),
    ...limits,
    ...(isLate ? [] : stepLimitFindings(trail, item, calendar, to)),
    ...speedFindings(trail, item),
    ...trailFindings(trail, item),
    ...backfillFindings(trail, script, calendar, blackouts),
    ...pauseFindings(trail, script, calendar, to),
    ...dataFindings(trail, script),
    ...conductFindings(trail, item, calendar),
    ...deliveryFindings(trail, item, calendar, to),
    ...(limits.length > 0 ? [] : stalledFindings(trail, item, calendar, to)),
  ];
}
