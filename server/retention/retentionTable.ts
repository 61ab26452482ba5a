import type { FixedKind, SettableKind } from '#contract/retentionSchema';

export interface RetentionClass {
  /** Natural days; null: for good. */
  usual: number | null;
  /** What an administrator may set. */
  between: readonly [least: number, most: number] | null;
  /** What the time rests on; null: on what the data is for. */
  law: string | null;
}

/**
 * How long each kind of data is kept. Personal data goes as soon as its purpose is served (个人信息保护法 Art. 19, 47);
 * what proves how a case was supervised stays as long as files of the office do (档案法; 国家档案局令第8号: 10 or 30 years).
 */
export const retentionTable: Record<SettableKind | FixedKind, RetentionClass> = {
  // sealed, and may hold anything a source sent
  dead_letters: { usual: 30, between: [3, 30], law: '个人信息保护法 §19' },
  // who signed in is in the audit
  sessions: { usual: 180, between: [1, 730], law: '个人信息保护法 §19' },
  inbox_read: { usual: 90, between: [1, 3650], law: null },
  notifications: { usual: 400, between: [1, 3650], law: null },
  // back-tests and previews; what they changed is in the audit and the rule's versions
  rule_runs: { usual: 400, between: [30, 3650], law: null },
  // figures by hour of a past day; days stay
  minutes: { usual: 400, between: [35, 3650], law: null },
  // last year's quality score beside this year's
  source_days: { usual: 1095, between: [400, 3650], law: null },
  // evidence, from the end of its flag
  attachments: { usual: 3650, between: [730, 36_500], law: '国家档案局令第8号' },
  // from the conclusion
  personal_data: { usual: 730, between: [180, 3650], law: '个人信息保护法 §19' },
  // this year's and last year's evaluation are computed from cases
  closed_cases: { usual: 3650, between: [1095, 36_500], law: '国家档案局令第8号' },
  // screens that were away longer load afresh
  changes: { usual: 1, between: null, law: null },
  // of what went well; what failed stays a week
  job_slots: { usual: 1, between: null, law: null },
  screenshots: { usual: 1, between: null, law: null },
  days: { usual: null, between: null, law: null },
  flags: { usual: null, between: null, law: '国家档案局令第8号' },
  // a chain: an entry that went would break it; the law asks for six months at least
  audit: { usual: null, between: null, law: '网络安全法 §21' },
};
