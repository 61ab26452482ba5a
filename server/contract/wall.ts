import type { FlagStatus, RuleId, Severity } from './rule.ts';
import type { Instant, InstantText, LocalDay } from './time.ts';
import type { ItemLists } from './wallItems.ts';

/**
 * Figures of one region × department, or of a whole room. `submitted`, `concluded`, `rated` and `ratedGood`
 * count the local day of the wall; all others are how things stand. In `submitted`, `concluded` and `open`
 * children of joint cases count in cells, never in the figures of a city or region, nor in hours.
 */
export interface Figures {
  submitted: number;
  concluded: number;
  open: number;
  dueSoon: number;
  /** Open past the promise but not (yet) past the law. */
  overdue: number;
  /** Open past the statutory limit. */
  overdueStatutory: number;
  /** Live query flags (疑似异常). */
  implausible: number;
  rated: number;
  ratedGood: number;
}

export const figureNames = [
  'submitted',
  'concluded',
  'open',
  'dueSoon',
  'overdue',
  'overdueStatutory',
  'implausible',
  'rated',
  'ratedGood',
] as const satisfies (keyof Figures)[];

/** Figures in the order of `figureNames`, trailing zeros cut: the wire form. */
export type FigureVector = number[];

/** Figures that begin at 0 each local day; the others are gauges. */
export const dailyFigures: readonly (keyof Figures)[] = ['submitted', 'concluded', 'rated', 'ratedGood'];

/** [region index, department index, figures]; indexes into the snapshot's `regions` and `departments`. */
export type WallCell = [region: number, department: number, figures: FigureVector];
/** The same increments of several cells: region and department index of each in turn. Few kinds of steps are common. */
export type CellsStep = [figures: FigureVector, places: number[]];
/** [region index, local hour 0–23, submitted, concluded] of the wall's day. */
export type WallHour = [region: number, hour: number, submitted: number, concluded: number];

export interface WallRegion {
  code: string;
  name: string;
  shortName: string;
  kind: 'division' | 'zone' | 'city';
  group: string;
  order: number;
  tile: [column: number, row: number] | null;
}

export interface WallDepartment {
  code: string;
  name: string;
  shortName: string;
  region: string;
  kind: string;
}

export interface DepartmentKind {
  code: string;
  name: string;
  shortName: string;
  order: number;
}

/** A flag as a card shows it: no person, no free text. */
export interface FlagCard {
  flagId: number;
  rule: RuleId;
  severity: Severity;
  status: FlagStatus;
  caseState: 'open' | 'concluded' | null;
  caseId: string | null;
  region: string | null;
  department: string | null;
  item: string | null;
  itemName: string | null;
  step: string | null;
  occurredAt: InstantText;
  raisedAt: InstantText;
  /** Days over (TIM-02/03), minutes taken (FAST-01), … : what the sentence of the rule needs. */
  facts: Record<string, number | string>;
}

/** One pop-up: 渝北区 住建委 ｜ 施工许可 ｜ 审查. */
export interface Spot {
  region: string;
  department: string;
  itemName: string;
  /** Route step, or the event type when no step is known. */
  step: string;
  severity: Severity | null;
  rule: RuleId | null;
}

export interface SourceState {
  sourceId: number;
  name: string;
  lastReceivedAt: InstantText | null;
  staleSince: InstantText | null;
  /** Cases whose events wait for unknown codes, while they are so many that its tiles must say so; else 0. */
  notCounted: number;
  regions: string[];
  departments: string[];
}

export interface JobState {
  job: string;
  lastFinishedAt: InstantText | null;
}

/** Flags in one state of follow-up. */
export interface FollowupState {
  status: FlagStatus;
  count: number;
  /** Past the limit of what is to be done next. */
  overdue: number;
  red: number;
  yellow: number;
  query: number;
  /** The limit, in working days; null: none. */
  limitDays: number | null;
  /** How many people moved on from it on the wall's day, whichever way. */
  moved: number;
}

/** A flag that waits, on the wall's day. */
export interface WaitingFlag extends FlagCard {
  /** Working days since it was raised. */
  workdays: number;
  /** Working days begun since its limit ended; 0 or less: left until then; null: no limit runs. */
  overdueDays: number | null;
}

/** An office with orders to answer that it has not. */
export interface SilentOffice {
  region: string | null;
  department: string;
  count: number;
  /** Working days begun since the oldest one's limit ended. */
  overdueDays: number;
}

/**
 * Page ⑥: live flags that are followed up, by state and the oldest; never TIM-01, nor TIM-02 beside TIM-03. Lists of at
 * most `listLength` (wallItems.ts).
 */
export interface FollowupLists {
  states: FollowupState[];
  oldest: WaitingFlag[];
  silent: SilentOffice[];
  /** On the wall's day, and in its month. */
  closed: { today: number; month: number };
}

/** The day before the wall's: up to the same time of day, to compare with, and hour by hour, to draw. */
export interface Yesterday extends Pick<Figures, 'submitted' | 'concluded'> {
  /** [local hour 0–23, submitted, concluded] of its whole length. */
  hours: [hour: number, submitted: number, concluded: number][];
  /** Both are working days of the city, or neither is: only then does the one say something of the other. */
  alike: boolean;
}

/** The whole of what a wall shows. Deltas applied to it give what a fresh snapshot would give. */
export interface WallState {
  day: LocalDay;
  timezone: string;
  city: string;
  catalogueRevision: number;
  regions: WallRegion[];
  departments: WallDepartment[];
  departmentKinds: DepartmentKind[];
  figures: Figures;
  cells: WallCell[];
  hours: WallHour[];
  /**
   * Newest raised first, at most `feedLength`, never `info` or `archived`. Ended flags stay with their status
   * until newer ones push them out: a client could not know which older flag moves up.
   */
  flags: FlagCard[];
  sources: SourceState[];
  jobs: JobState[];
  /** City figures up to the same time of day one week before, where known. */
  lastWeek: Pick<Figures, 'submitted' | 'concluded'> | null;
  yesterday: Yesterday | null;
  items: ItemLists;
  followup: FollowupLists;
  /** No hall reports yet. */
  halls: null;
}

export const feedLength = 40;

export type WallChange =
  | {
      topic: 'heatmap:changed';
      cells: CellsStep[];
      hours: WallHour[];
      pulses: [region: number, events: number][];
    }
  | {
      topic: 'kpi:changed';
      figures: FigureVector;
      /** These come once a minute; absent: as they were. */
      lastWeek?: WallState['lastWeek'];
      yesterday?: WallState['yesterday'];
    }
  | { topic: 'flag:raised' | 'flag:escalated' | 'flag:withdrawn' | 'flag:changed'; flag: FlagCard }
  | { topic: 'spot:shown'; spot: Spot }
  | { topic: 'source:stale' | 'source:recovered' | 'source:changed'; source: SourceState }
  | { topic: 'source:heard'; heard: [sourceId: number, at: Instant][] }
  | { topic: 'job:finished'; job: JobState }
  /** Each whole, at most every 15 s. */
  | { topic: 'items:changed'; items: ItemLists }
  | { topic: 'followup:changed'; followup: FollowupLists }
  | { topic: 'resync'; reason: 'day' | 'catalogue' | 'import' | 'rebuild' | 'rejudgement' | 'gap' }
  | { topic: 'server:restarting' };

/** One message of a room. A client applies it only if `after` equals its own seq; else it joins again. */
export interface RoomDelta {
  after: number;
  seq: number;
  changes: WallChange[];
  serverTime: InstantText;
  /** Newest event time the figures contain. */
  dataTime: InstantText | null;
}

export interface RoomSnapshot {
  seq: number;
  state: WallState;
  serverTime: InstantText;
  dataTime: InstantText | null;
}
