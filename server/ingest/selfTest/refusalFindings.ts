import type { SelfTestFinding } from '#contract/selfTestSchema';
import { codeWords, isLetterCode } from '#contract/wording/codeWords';
import { refusalSentence, refusedValue } from '#contract/wording/refusalSentence';
import { finding } from './finding.ts';
import type { LookedAt } from './lookedAt.ts';

const hour = 3_600_000;
const unknownCodes = new Set(['unknown_item', 'unknown_department', 'unknown_region']);

/** What is refused, and why: by code and path, unknown codes each by itself. */
export function refusalFindings(
  events: readonly LookedAt[],
  aheadOf: (one: LookedAt) => number | undefined,
): SelfTestFinding[] {
  const groups = new Map<string, LookedAt[]>();
  for (const one of events) {
    if (!one.refusal) continue;
    const { code, path = '', message } = one.refusal;
    const value = unknownCodes.has(code) || code === 'unknown_value' ? refusedValue(message) : '';
    const key = [code, path, value].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => groupFinding(group, events.length, aheadOf));
}

function groupFinding(
  group: readonly LookedAt[],
  of: number,
  aheadOf: (one: LookedAt) => number | undefined,
): SelfTestFinding {
  const { code = 'invalid', path = '', message = '' } = group[0]?.refusal ?? {};
  const examples = group.slice(0, 3).map(({ example, refusal }) => {
    if (!refusal) return example;
    const why = { zh: refusalSentence(refusal, 'zh'), en: refusalSentence(refusal, 'en') };
    return { ...example, message: refusal.message, why };
  });
  const common = { n: group.length, of, path: path === '' ? undefined : path, examples };
  if (code === 'in_the_future') return { ...futureFinding(group, of, aheadOf), examples };
  if (code === 'conflicting_duplicate') return finding({ ...common, code });
  if (code === 'unknown_value') return finding({ ...common, code, facts: { value: refusedValue(message) } });
  if (unknownCodes.has(code))
    return finding({ ...common, code: 'unknown_code', facts: { value: refusedValue(message) } });
  const facts: Record<string, Record<'zh' | 'en', string>> = {
    reason: isLetterCode(code) ? { zh: codeWords.zh[code], en: codeWords.en[code] } : { zh: code, en: code },
  };
  // what cannot be read has no path
  if (path === '') facts['path'] = { zh: '整条内容', en: 'the whole of it' };
  return finding({ ...common, code: 'refused', facts });
}

/** Local time sent as UTC lies whole hours ahead. */
function futureFinding(
  group: readonly LookedAt[],
  of: number,
  aheadOf: (one: LookedAt) => number | undefined,
): SelfTestFinding {
  const ahead = group.flatMap((one) => aheadOf(one) ?? []);
  const most = Math.max(0, ...ahead);
  const zulu = group.filter(({ example }) => example.time?.endsWith('Z') === true).length;
  const hours = Math.round(most / hour);
  const common = { n: group.length, of, path: 'time' };
  if (zulu === group.length && hours >= 1 && Math.abs(most - hours * hour) < hour / 4)
    return finding({ ...common, code: 'zone_mistaken', facts: { hours } });
  return finding({ ...common, code: 'in_the_future', facts: { seconds: Math.round(most / 1000) } });
}
