import type { Grade, ScoredPart } from '../evaluation.ts';
import type { Evaluation } from '../evaluationSchema.ts';
import { verdicts } from '../followup.ts';
import type { RuleId, Severity } from '../rule.ts';
import type { InstantText, LocalDay } from '../time.ts';
import type { Figures, Indicator, IndicatorId } from './indicator.ts';
import type { ReportKind } from './reportKind.ts';

/** `2026-11-21`, `2026-W47` (Monday to Sunday), `2026-10`, `2026-Q3`, `2026`, in days of the office. */
export interface ReportPeriod {
  period: string;
  from: LocalDay;
  to: LocalDay;
}

/** The whole city, or a region or department with all below it. */
export type ReportScope = { by: 'city' } | { by: 'region' | 'department'; code: string };

/** What figures are told apart by; `all`: the report's whole scope, code ''. */
export const dimensions = ['all', 'region', 'department', 'item', 'itemType', 'channel', 'level'] as const;
export type Dimension = (typeof dimensions)[number];

export interface FigureSet {
  by: Dimension;
  code: string;
  figures: Figures;
  /** 环比: the period before it, as it is known now; null: nothing was reported then. */
  previous: Figures | null;
  /** 同比: the same period of the year before; null likewise. */
  lastYear: Figures | null;
}

/** Against the city's own rate: funnel limits of 99.8 % decide (PRECISE, "Figures"). */
export type Difference = 'better' | 'worse' | 'none';

export interface RankingRow {
  code: string;
  value: number | null;
  n: number;
  hits: number;
  rank: number | null;
  reason: 'too_few_cases' | null;
  /** Wilson 95 %, for reading. */
  interval: readonly [number, number] | null;
  difference: Difference;
  previousRank: number | null;
}

export interface Ranking {
  by: 'region' | 'department';
  indicator: IndicatorId;
  /** The city's rate, also where a report is of a part of it: limits are drawn around it. */
  whole: { value: number | null; n: number };
  /** Best first, the unranked last. */
  rows: readonly RankingRow[];
  /**
   * 红榜: better than the upper funnel limit in this period and the one before. 黑榜: worse than the lower one in both.
   */
  red: readonly string[];
  black: readonly string[];
}

export interface RuleFindings {
  rule: RuleId;
  severity: Severity;
  raised: number;
  confirmed: number;
  /** Objective causes, exemptions, false alarms and appeals won. */
  refuted: number;
  dataProblem: number;
  contested: number;
  undecided: number;
}

/** What findings came to: the verdicts, and the other ways to end that are no fault of the department. */
export const conclusions = [...verdicts, 'exempt', 'appeal_won', 'withdrawn'] as const;
export type Conclusion = (typeof conclusions)[number];

/** Flags of a rule, as in `RuleFindings`, that came to the same. */
export interface RuleConclusion {
  rule: RuleId;
  conclusion: Conclusion;
  n: number;
}

/** A confirmed finding told without names: neither applicant nor handler, nor the case's number. */
export interface TypicalCase {
  rule: RuleId;
  severity: Severity;
  department: string;
  item: string;
  occurredOn: LocalDay;
  /** Of the finding's evidence, as the law's words want it. */
  evidence: unknown;
  cause: string | null;
}

/** What a department has to do. */
export interface WorkList {
  department: string;
  open: Readonly<Partial<Record<Severity, number>>>;
  overdueCases: number;
  /** Replies or rectifications whose limit has passed, and that end within the week. */
  late: number;
  dueThisWeek: number;
  oldest: { flagId: number; rule: RuleId; subject: string; raisedOn: LocalDay } | null;
  /** Rules confirmed at least three times within 30 days. */
  repeated: readonly { rule: RuleId; times: number }[];
}

/** What the quarter shows of an item. */
export interface ItemFinding {
  item: string;
  n: number;
  /** Working days. */
  promised: number | null;
  statutory: number | null;
  p95: number | null;
  late: number;
  /** shorten: the 95th percentile is under half of the promise (n ≥ 30); staff: more than a tenth is late (n ≥ 30). */
  advice: 'shorten' | 'staff';
}

/** Figures of a period already issued that are otherwise now: late data, appeals, amendments. */
export interface Correction {
  /** The report that said it. */
  reportId: string;
  period: string;
  by: Dimension;
  code: string;
  indicator: IndicatorId;
  issued: { value: number | null; n: number };
  now: { value: number | null; n: number };
}

export interface SilentSource {
  source: string;
  title: string;
  silentSince: InstantText;
}

export interface Trend {
  by: Dimension;
  code: string;
  indicator: IndicatorId;
  /** Oldest first; null where nothing was observed. */
  points: readonly { period: string; value: number | null; n: number }[];
}

export interface ScoreRow {
  code: string;
  score: number | null;
  grade: Grade | null;
  rank: number | null;
  balance: number | null;
  balanceRank: number | null;
  lost: Readonly<Partial<Record<ScoredPart, number>>>;
}

/** Regions or departments scored among each other. */
export interface ScoreSet {
  by: 'region' | 'department';
  rows: readonly ScoreRow[];
  evaluation: Evaluation;
}

/**
 * What a report says, frozen: figures never change after issue. `sections` that a kind does not have are left out.
 * Its SHA-256 is taken over canonical JSON (RFC 8785).
 */
export interface ReportSnapshot {
  format: 1;
  kind: ReportKind;
  period: ReportPeriod;
  previous: ReportPeriod;
  lastYear: ReportPeriod;
  /**
   * Which of these periods were reported in part, since reports began in their middle, and since which day. Nothing is
   * compared with such a one, though its figures stand here as they are. Left out: none was.
   */
  reportedSince?: Readonly<Partial<Record<'period' | 'previous' | 'lastYear', LocalDay>>>;
  scope: ReportScope;
  timezone: string;
  /** Where the clocks stood, and what had arrived by then (PRECISE, "Two times"). */
  asOf: InstantText;
  knownAt: InstantText;
  catalogueRevision: number;
  indicators: readonly Indicator[];
  /** Names of all places and items that occur, as they were. */
  names: Readonly<
    Record<'region' | 'department' | 'item', Readonly<Record<string, { name: string; shortName: string }>>>
  >;
  figures: readonly FigureSet[];
  rankings: readonly Ranking[];
  findings: readonly RuleFindings[];
  causes: readonly { cause: string; n: number }[];
  /** Of what was decided; reports issued before it was told have none. */
  conclusions?: readonly RuleConclusion[];
  typical: readonly TypicalCase[];
  work: readonly WorkList[];
  items: readonly ItemFinding[];
  trends: readonly Trend[];
  /** Cases of the period by whole working days from acceptance to conclusion; the last bin holds all above. */
  distribution: readonly { days: number; n: number }[];
  silent: readonly SilentSource[];
  corrections: readonly Correction[];
  scores: ScoreSet | null;
  /** Of the city's annual evaluation the departments', beside its regions; left out: it has none. */
  departmentScores?: ScoreSet;
}
