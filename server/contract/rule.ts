export const ruleIds = [
  'ACC-01',
  'TIM-01',
  'TIM-02',
  'TIM-03',
  'TIM-04',
  'FAST-01',
  'FAST-03',
  'STEP-01',
  'STEP-02',
  'STEP-03',
  'BKF-01',
  'HANG-01',
  'HANG-03',
  'HANG-06',
  'AMD-01',
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

/** A rule's thresholds from a day on; nothing is overwritten. */
export interface RuleVersion {
  rule: RuleId;
  version: number;
  validFrom: string;
  enabled: boolean;
  params: RuleParams;
}
