import type { Handling } from './item.ts';
import type { LocalDay } from './time.ts';

export const ruleIds = [
  'ACC-01',
  'ACC-02',
  'ACC-03',
  'TIM-01',
  'TIM-02',
  'TIM-03',
  'TIM-04',
  'TIM-05',
  'DLV-01',
  'FAST-01',
  'FAST-02',
  'FAST-03',
  'STEP-01',
  'STEP-02',
  'STEP-03',
  'STEP-04',
  'BKF-01',
  'BKF-02',
  'COR-01',
  'HANG-01',
  'HANG-02',
  'HANG-03',
  'HANG-04',
  'HANG-05',
  'HANG-06',
  'PRM-01',
  'PRM-02',
  'END-01',
  'ITM-01',
  'VOL-01',
  'VOL-02',
  'EXT-01',
  'AMD-01',
  'FEE-01',
  'DAT-01',
  'FEED-01',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** Ascending: 提示, 预警, 核实, 黄牌, 红牌. */
export const severities = ['info', 'notice', 'query', 'yellow', 'red'] as const;
export type Severity = (typeof severities)[number];

export const flagStatuses = [
  'raised',
  'sent',
  'replied',
  'confirmed',
  'rectifying',
  'reviewing',
  'closed',
  'withdrawn',
  'withdrawal_pending',
  'resolved',
  'exempt',
  'archived',
] as const;
export type FlagStatus = (typeof flagStatuses)[number];

export type RuleParams = Record<string, number | string | boolean>;

/** Which cases a version is for; what is not named does not matter. A region or department stands for all below it. */
export interface RuleScope {
  region?: string;
  department?: string;
  item?: string;
  /** The catalogue's type of item: "01" is a licence. */
  itemType?: string;
  handling?: Handling;
}

/** A rule's thresholds from a day on; nothing is overwritten. */
export interface RuleVersion {
  rule: RuleId;
  version: number;
  validFrom: LocalDay;
  /** The last day it holds; null or left out: without end. */
  validTo?: LocalDay | null;
  enabled: boolean;
  params: RuleParams;
  /** In place of the severity that the rule finds; a query is never lifted above a query. */
  severity?: Severity | null;
  scope?: RuleScope;
  /** It began in the past, and the cases of its days were judged again by it. */
  rejudged?: boolean;
}
