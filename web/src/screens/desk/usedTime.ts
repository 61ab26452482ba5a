import type { CaseClockLine } from '../../api/caseClocks.ts';

/** What a row's bar shows: shares of its width, the promise or the law standing at `limit`. */
export interface UsedBar {
  used: number;
  over: number;
  limit: number;
  level: 'normal' | 'yellow' | 'red';
}

/** Beyond the limit there is room for four tenths of it: a longer delay is said in figures. */
const room = 0.4;

export function usedBar({ promised, statutory }: CaseClockLine): UsedBar | null {
  const line = promised ?? statutory;
  if (line === null || line.allowed <= 0) return null;
  const whole = 1 + room;
  const used = Math.min(line.used / line.allowed, 1);
  const over = Math.min(Math.max(line.used / line.allowed - 1, 0), room);
  const isUnlawful = (statutory?.daysOver ?? 0) > 0;
  return {
    used: used / whole,
    // however small a delay is, it is seen
    over: line.daysOver > 0 ? Math.max(over, 0.06) / whole : 0,
    limit: 1 / whole,
    level: isUnlawful ? 'red' : line.daysOver > 0 ? 'yellow' : 'normal',
  };
}

/** Which limit a row speaks of: the law once it is broken, else the promise, else the law. */
export function spokenLimit({ promised, statutory }: CaseClockLine) {
  if (statutory && statutory.daysOver > 0) return { kind: 'statutory' as const, line: statutory };
  if (promised) return { kind: 'promised' as const, line: promised };
  return statutory ? { kind: 'statutory' as const, line: statutory } : null;
}
