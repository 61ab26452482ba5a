import type { Instant } from '#contract/time';
import type { CaseScript, ScriptedEvent } from '../caseScript.ts';
import type { Random } from '../random.ts';
import { dayOf, hour, second, startOf } from '../time.ts';

/** What the platform of ratings tells of a case: no department's own system does. */
export const ratingEvents: ReadonlySet<ScriptedEvent['type']> = new Set([
  'case.rated',
  'case.rating_called_back',
  'case.rating_rectified',
]);

/** 好差评: most people are content; some only never answer, and the system rates for them. */
export function rating(script: CaseScript, random: Random): void {
  const concluded = script.events.find((event) => event.type === 'case.concluded');
  if (!concluded) return;
  const at = concluded.at + random.int(30, 3600) * second;
  const isDefault = random.chance(0.15);
  const score = isDefault ? 5 : [5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 3][random.int(0, 11)];
  const isBad = !isDefault && random.chance(0.012);
  script.events.push({
    type: 'case.rated',
    at,
    arrives: at + random.int(1, 6) * second,
    data: {
      score: isBad ? random.int(1, 2) : score,
      channel: random.pick(['web', 'mobile', 'qr', 'tablet']),
      isDefault,
    },
  });
  if (isBad) script.events.push(...careFor(at));
}

/**
 * Nearly everybody is called back within days; most complaints are put right, a few of them after the fifteen working
 * days. By the second of the rating, which leaves every other case as it was.
 */
function careFor(rated: Instant): ScriptedEvent[] {
  const turn = Math.floor(rated / second) % 20;
  const told = (type: ScriptedEvent['type'], days: number, result: string): ScriptedEvent => {
    const at = startOf(dayOf(rated) + days) + 10 * hour + turn * 97 * second;
    return { type, at, arrives: at + 3 * second, data: { result } };
  };
  return [
    ...(turn === 0 ? [] : [told('case.rating_called_back', 1 + (turn % 3), '已电话回访核实')]),
    ...(turn % 7 === 0 ? [] : [told('case.rating_rectified', 5 + turn, '已整改并向办事人反馈')]),
  ];
}
