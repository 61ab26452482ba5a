import { caseEventTypes, type CaseEvent, type CaseEventData, type CaseEventType } from '#contract/caseEvent';
import type { ItemVersion } from '#contract/item';
import type { DuePolicy } from '#contract/limit';
import type { RuleId } from '#contract/rule';
import { defaultSourceSettings, type SourceSettings } from '#contract/source';
import type { Instant } from '#contract/time';
import { chinesePublishedDays } from '../catalogue/chinesePublishedDays.ts';
import { workCalendar, type CalendarVersion, type WorkCalendar } from '../domain/calendar/workCalendar.ts';
import { foldCase } from '../domain/cases/foldCase.ts';
import type { CaseState } from '../domain/cases/caseState.ts';
import { joined } from '../domain/cases/kinship.ts';
import { familyTies } from '../domain/clock/family.ts';
import type { Knowledge, ProofOfLife } from '../domain/knowledge.ts';
import { judgeCase, type CaseVerdict } from '../domain/rules/judgeCase.ts';
import type { Raised } from '../domain/rules/rule.ts';
import { builtInVersion } from '../domain/rules/ruleTable.ts';

/** An instant of Chongqing's clock: `at('2026-09-28 10:12')`. */
export function at(text: string): Instant {
  const [day, clock = '00:00'] = text.split(' ');
  return Date.parse(`${day}T${clock.length === 5 ? `${clock}:00` : clock}+08:00`);
}

export const publishedYears = chinesePublishedDays();

export function cnCalendar(
  duePolicy: DuePolicy = 'end_of_day',
  change: Partial<CalendarVersion> = {},
): WorkCalendar {
  const { days, publishedThrough } = publishedYears;
  return workCalendar({
    code: 'CN',
    revision: 1,
    timezone: 'Asia/Shanghai',
    duePolicy,
    hours: [
      ['09:00', '12:00'],
      ['14:00', '18:00'],
    ],
    days: days.map(({ date, off, name }) => ({ day: date, off, name: name ?? '' })),
    publishedThrough,
    ...change,
  });
}

const permit: ItemVersion = {
  code: 'permit',
  revision: 1,
  validFrom: '2000-01-01',
  name: '建筑工程施工许可证核发',
  type: '01',
  handling: 'promised',
  promisedLimit: { value: 5, unit: 'workday' },
  statutoryLimit: { value: 15, unit: 'workday' },
};

export interface World {
  item: ItemVersion;
  calendar: WorkCalendar;
  source: SourceSettings;
  outages: { from: Instant; to: Instant }[];
  /** The source is heard and has reported up to the present unless this says otherwise. */
  proof?: ProofOfLife;
  /** No baseline was ever taken unless this says otherwise. */
  peers?: Knowledge['peers'];
}

export function world(
  change: {
    item?: Partial<ItemVersion>;
    source?: Partial<SourceSettings>;
    policy?: DuePolicy;
    outages?: World['outages'];
    proof?: ProofOfLife;
    peers?: Knowledge['peers'];
  } = {},
): World {
  return {
    item: { ...permit, ...change.item },
    calendar: cnCalendar(change.policy),
    source: { ...defaultSourceSettings, ...change.source },
    outages: change.outages ?? [],
    ...(change.proof && { proof: change.proof }),
    ...(change.peers && { peers: change.peers }),
  };
}

export function knowledgeOf({ item, calendar, source, outages, peers }: World): Knowledge {
  return {
    revision: 1,
    item: (code) => (code === item.code ? item : undefined),
    itemRevision: (code) => (code === item.code ? item : undefined),
    calendarOf: () => calendar,
    regionOf: () => '500112',
    source: () => source,
    outages: () => outages,
    peers: peers ?? (() => undefined),
  };
}

/** A case told as lines of [type, time, data]; events arrive as they happen unless `arrives` says otherwise. */
export type Line = [type: string, time: string, data?: CaseEventData & { arrives?: string }];

export function eventsOf(lines: Line[], item = 'permit', caseId = '500112-2026-000001'): CaseEvent[] {
  return lines.map(([name, time, all = {}], index) => {
    const { arrives, ...data } = all;
    const type = caseEventTypes.find((t): t is CaseEventType => t === `case.${name}`);
    if (!type) throw new Error(`no such event: case.${name}`);
    return {
      caseId,
      sourceId: 1,
      eventId: `e${index + 1}`,
      type,
      occurredAt: at(time),
      receivedAt: at(arrives ?? time),
      catalogueRevision: 1,
      data: { item, department: '500112-ZJ', region: '500112', ...data },
    };
  });
}

export interface Told {
  state: CaseState;
  verdict: CaseVerdict;
  raised: (Raised & { rule: RuleId })[];
  /** `TIM-02 yellow`, … sorted. */
  flags: string[];
  promisedDue: Instant | undefined;
  statutoryDue: Instant | undefined;
}

/** Tells a case's life as far as it has arrived, and judges it as of an instant. */
export function tell(lines: Line[], asOf: string, w: World = world()): Told {
  return judged(stateAt(lines, asOf, w), asOf, w);
}

/** Tells a joint case and its children, each named by a key and all of `w`'s item, and judges every one. */
export function tellFamily(
  parent: Line[],
  children: Record<string, Line[]>,
  asOf: string,
  w: World = world(),
): Record<string, Told> {
  const own = stateAt(parent, asOf, w, 'parent');
  const states = Object.entries(children).map(([caseId, lines]) => {
    const submitted: Line = ['submitted', lines[0]?.[1] ?? asOf, { parentCase: 'parent' }];
    return stateAt([submitted, ...lines], asOf, w, caseId);
  });
  const ties = familyTies(own, states, knowledgeOf(w), at(asOf));
  return Object.fromEntries(
    [own, ...states].map((state) => [
      state.caseId,
      judged(joined(state, ties.get(state.caseId), at(asOf)), asOf, w),
    ]),
  );
}

function stateAt(lines: Line[], asOf: string, w: World, caseId?: string): CaseState {
  const now = at(asOf);
  const known = eventsOf(lines, w.item.code, caseId).filter(
    (e) => e.occurredAt <= now && (e.receivedAt ?? now) <= now,
  );
  return foldCase(known, '');
}

function judged(state: CaseState, asOf: string, w: World): Told {
  const now = at(asOf);
  const verdict = judgeCase(
    state,
    {
      knowledge: knowledgeOf(w),
      ruleVersion: builtInVersion,
      proofOf: () => w.proof ?? { lastOccurredAt: now, live: true },
    },
    now,
  );
  const raised = verdict.rules.flatMap(({ rule, judgements }) =>
    judgements.filter((j) => j.result === 'raised').map((j) => ({ ...j, rule })),
  );
  const clock = verdict.rounds.at(-1)?.clock;
  return {
    state,
    verdict,
    raised,
    flags: raised.map((r) => `${r.rule} ${r.severity}`).sort(),
    promisedDue: clock?.promised?.due,
    statutoryDue: clock?.statutory?.due,
  };
}

export function flagsOf(told: Told, rule: RuleId): Raised[] {
  return told.raised.filter((r) => r.rule === rule);
}

/** A rule's judgements in words: `raised yellow`, `clear`, `exempt: bulk`, `not_evaluable: precision`. */
export function verdictOf(told: Told, rule: RuleId): string {
  return told.verdict.rules
    .filter((r) => r.rule === rule)
    .flatMap(({ judgements }) => judgements)
    .map((j) =>
      j.result === 'raised' ? `raised ${j.severity}` : 'reason' in j ? `${j.result}: ${j.reason}` : j.result,
    )
    .join(', ');
}
