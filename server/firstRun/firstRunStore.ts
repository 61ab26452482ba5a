import { testCasePrefix } from '#contract/firstRun';
import type { RuleId, Severity } from '#contract/rule';
import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';

export interface HeardSource {
  sourceId: number;
  name: string;
  uri: string;
  lastReceivedAt: Instant | null;
}

/** Sources that may report, the newest first, at most 50. */
export async function heardSources(db: Queryable): Promise<HeardSource[]> {
  const { rows } = await db.query<HeardSource>(
    `select s.source_id as "sourceId", s.name, s.uri, w.last_received_at as "lastReceivedAt"
       from sources s
       left join source_watermarks w using (source_id)
      where s.revoked_at is null
      order by s.source_id desc limit 50`,
  );
  return rows;
}

export interface FirstFlag {
  flagId: number;
  caseId: string;
  rule: RuleId;
  severity: Severity;
  raisedAt: Instant;
}

/** The first flag that was ever raised on a case. */
export async function firstFlag(db: Queryable): Promise<FirstFlag | undefined> {
  const { rows } = await db.query<FirstFlag>(
    `select flag_id as "flagId", subject_id as "caseId", rule, severity, raised_at as "raisedAt"
       from flags where subject_kind = 'case' order by flag_id limit 1`,
  );
  return rows[0];
}

/** Whether there is any case, and how many accounts can sign in. */
export async function casesAndAccounts(db: Queryable): Promise<{ hasCases: boolean; accounts: number }> {
  const { rows } = await db.query<{ hasCases: boolean; accounts: number }>(
    `select exists (select 1 from cases) as "hasCases",
            (select count(*) from accounts where disabled_at is null) as accounts`,
  );
  return rows[0] ?? { hasCases: false, accounts: 0 };
}

export interface TestCase {
  caseId: string;
  from: Instant;
  to: Instant;
  /** Nothing that was reported of it holds any longer. */
  removed: boolean;
  flags: { flagId: number; rule: RuleId; severity: Severity }[];
}

/** Cases that the guide has sent, with the flags that stand on them, by number; at most 200. */
export async function testCases(db: Queryable): Promise<TestCase[]> {
  const { rows } = await db.query<TestCase>(
    `select c.case_id as "caseId", c.first_event_at as "from", c.last_event_at as "to",
            c.stage = 'unopened' as removed,
            coalesce(json_agg(json_build_object('flagId', f.flag_id, 'rule', f.rule, 'severity', f.severity)
                              order by f.flag_id) filter (where f.flag_id is not null), '[]') as flags
       from cases c
       left join flags f on f.subject_kind = 'case' and f.subject_id = c.case_id and f.ended_at is null
      where c.case_id like $1
      group by c.case_id
      order by c.case_id limit 200`,
    [`${testCasePrefix}%`],
  );
  return rows;
}

const guide = { kind: 'first_run', id: 'guide' } as const;

/** What the audit says of the guide itself: who has put it away or brought it back is kept nowhere else. */
export async function isGuideHidden(db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ action: string }>(
    `select action from audit_entries
      where subject_kind = $1 and subject_id = $2 and action in ('first_run.hidden', 'first_run.shown')
      order by at desc, audit_id desc limit 1`,
    [guide.kind, guide.id],
  );
  return rows[0]?.action === 'first_run.hidden';
}
