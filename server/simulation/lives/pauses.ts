import type { SuspensionKind } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { CaseScript, EventData, ScriptedEvent } from '../caseScript.ts';
import type { Random } from '../random.ts';
import { minute, second, toTimeText } from '../time.ts';

const pauses: [kind: SuspensionKind, name: string][] = [
  ['expert_review', '专家评审'],
  ['publicity', '公示'],
  ['inspection', '检验'],
  ['testing', '检测'],
  ['appraisal', '鉴定'],
  ['hearing', '听证'],
];

export interface PauseBrief {
  startsAt: Instant;
  resumesAt: Instant | undefined;
  approvedDays: number;
  /** Null: the event names no approval time. */
  approvedAt?: Instant | null;
}

/** 特别程序: announces why, for how long, by whom approved and under which notice the clock stands still. */
export function addPause(script: CaseScript, brief: PauseBrief, random: Random): ScriptedEvent {
  const [kind, name] = random.pick(pauses);
  const { startsAt, resumesAt, approvedDays } = brief;
  const approvedAt =
    brief.approvedAt === undefined ? startsAt - random.int(5, 50) * minute : brief.approvedAt;
  const data: EventData = {
    kind,
    approvedDays,
    approver: `${script.office.code}-001`,
    reason: `需进行${name}，依据第${String(random.int(1, 60))}号材料`,
    notice: `特告〔2026〕${String(random.int(1, 9999))}号`,
    ...(approvedAt === null ? {} : { approvedAt: toTimeText(approvedAt) }),
  };
  const event = {
    type: 'case.suspended',
    at: startsAt,
    arrives: startsAt + random.int(2, 12) * second,
    data,
  } as const;
  script.events.push(event);
  if (resumesAt !== undefined) {
    const arrives = Math.max(resumesAt, event.arrives) + random.int(1, 9) * second;
    script.events.push({ type: 'case.resumed', at: resumesAt, arrives, data: {} });
  }
  return event;
}

/** 延期: once, at most ten working days, by the head of the authority. */
export function addExtension(
  script: CaseScript,
  approvedAt: Instant,
  days: number,
  random: Random,
): ScriptedEvent {
  const event: ScriptedEvent = {
    type: 'case.extended',
    at: approvedAt,
    arrives: approvedAt + random.int(2, 12) * second,
    data: {
      days,
      approver: `${script.office.code}-000`,
      approvedAt: toTimeText(approvedAt),
      reason: `案情复杂，需进一步核实（${String(random.int(1, 400))}号请示）`,
    },
  };
  script.events.push(event);
  return event;
}
