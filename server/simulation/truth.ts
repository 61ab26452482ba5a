import type { RuleId, Severity } from '#contract/rule';
import type { InstantText } from '#contract/time';
import type { Blackout } from './blackouts.ts';
import type { CaseScript } from './caseScript.ts';
import { judgeCase } from './judge/judgeCase.ts';
import { toTimeText } from './time.ts';
import type { World } from './world.ts';

/** One line of a truth file. */
export type TruthRow =
  | { kind: 'run'; seed: number; from: InstantText; asOf: InstantText; volume: number }
  | {
      kind: 'finding';
      /** The case, or what a rule over many cases is about (judge/groupFinding.ts). */
      caseId: string;
      rule: RuleId;
      severity: Severity;
      state: 'open' | 'concluded' | null;
      scenario?: string;
      /** Neither demanded nor wrong: TIM-02 where TIM-03 supersedes it. */
      optional?: true;
    }
  | { kind: 'near'; caseId: string; rule: RuleId; scenario: string }
  | { kind: 'silence'; source: string; from: InstantText; to: InstantText; declared: boolean };

/** What must be found about a case, and what must not. */
export function truthOfCase(script: CaseScript, world: World, blackouts: readonly Blackout[]): TruthRow[] {
  const { number: caseId, scenario } = script;
  const findings = judgeCase(script, world, blackouts);
  const isPastLaw = findings.some(({ rule }) => rule === 'TIM-03');
  const rows: TruthRow[] = findings.map((finding) => ({
    kind: 'finding',
    caseId,
    ...finding,
    ...(scenario ? { scenario: `${scenario.rule} ${scenario.name}` } : {}),
    ...(isPastLaw && finding.rule === 'TIM-02' ? { optional: true as const } : {}),
  }));
  if (scenario?.kind === 'near')
    rows.push({ kind: 'near', caseId, rule: scenario.rule, scenario: scenario.name });
  return rows;
}

export function truthOfSilences(blackouts: readonly Blackout[]): TruthRow[] {
  return blackouts.map(({ source, from, to, declared }) => ({
    kind: 'silence',
    source,
    from: toTimeText(from),
    to: toTimeText(to),
    declared,
  }));
}
