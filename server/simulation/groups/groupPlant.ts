import type { RuleId } from '#contract/rule';
import type { CaseScript } from '../caseScript.ts';
import type { GroupScene } from './groupScene.ts';

/** What a plant brings: its cases, and the subject that a flag is to be about, as `groupKey` writes it. */
export interface PlantedGroup {
  key: string;
  scripts: CaseScript[];
}

/** One way to break a rule over many cases, or to stay just inside it. `n`: of its kind, from 0. */
export interface GroupPlant {
  rule: RuleId;
  kind: 'planted' | 'near';
  name: string;
  write(scene: GroupScene, n: number): PlantedGroup;
}

type Write = GroupPlant['write'];

export function groupPlantsOf(
  rule: RuleId,
  planted: Record<string, Write>,
  near: Record<string, Write>,
): GroupPlant[] {
  const rows = (kind: GroupPlant['kind'], table: Record<string, Write>) =>
    Object.entries(table).map(([name, write]): GroupPlant => ({ rule, kind, name, write }));
  return [...rows('planted', planted), ...rows('near', near)];
}

export const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
