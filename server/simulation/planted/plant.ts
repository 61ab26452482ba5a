import type { RuleId } from '#contract/rule';
import type { CaseScript } from '../caseScript.ts';
import type { Scene } from './scene.ts';

/** One way to break a rule, or to stay just inside it. */
export interface Plant {
  rule: RuleId;
  kind: 'planted' | 'near';
  name: string;
  write(scene: Scene): CaseScript;
}

type Write = (scene: Scene) => CaseScript;

/** The plants of one rule: what breaks it and what only looks as if. */
export function plantsOf(rule: RuleId, planted: Record<string, Write>, near: Record<string, Write>): Plant[] {
  const rows = (kind: Plant['kind'], table: Record<string, Write>) =>
    Object.entries(table).map(([name, write]): Plant => ({ rule, kind, name, write }));
  return [...rows('planted', planted), ...rows('near', near)];
}
