import type { RuleFindings, TypicalCase } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { typicalFindings } from '../figures/detailStore.ts';
import { findingsBy, type FindingRow } from '../figures/findingStore.ts';

interface Span {
  from: Instant;
  to: Instant;
}

/** Findings of a span by rule and severity, most first. */
export async function findingsByRule(db: Queryable, span: Span, scope: Scope): Promise<RuleFindings[]> {
  const rules = new Map<string, RuleFindings>();
  for (const row of await findingsBy(db, span, scope)) {
    const key = `${row.rule} ${row.severity}`;
    const counted = rules.get(key) ?? noFindings(row);
    counted.raised += row.n;
    counted[countedAs[row.standing]] += row.n;
    rules.set(key, counted);
  }
  return [...rules.values()].sort(
    (a, b) => b.raised - a.raised || (`${a.rule} ${a.severity}` < `${b.rule} ${b.severity}` ? -1 : 1),
  );
}

const countedAs = {
  confirmed: 'confirmed',
  excused: 'refuted',
  data_problem: 'dataProblem',
  contested: 'contested',
  undecided: 'undecided',
} as const;

const noFindings = ({ rule, severity }: FindingRow): RuleFindings => ({
  rule,
  severity,
  raised: 0,
  confirmed: 0,
  refuted: 0,
  dataProblem: 0,
  contested: 0,
  undecided: 0,
});

/** Words that name neither a person nor a case; other text of a finding may. */
const namelessFacts: ReadonlySet<string> = new Set(['basis', 'step', 'missing', 'outcome', 'unit']);

export async function typicalCases(
  db: Queryable,
  span: Span,
  timezone: string,
  scope: Scope,
): Promise<TypicalCase[]> {
  const rows = await typicalFindings(db, span, timezone, scope);
  return rows.map(({ facts, ...row }) => ({
    ...row,
    evidence: {
      facts: Object.fromEntries(
        Object.entries(facts ?? {}).filter(
          ([name, fact]) => typeof fact === 'number' || (typeof fact === 'string' && namelessFacts.has(name)),
        ),
      ),
    },
  }));
}
