import { describe, expect, it } from 'vitest';
import type { FlagStatus } from '#contract/rule';
import type { GroupJudgement } from '../../domain/rules/many/manyRule.ts';
import { reconcileGroups, type StandingGroupFlag } from './reconcileGroups.ts';
import type { ScannedGroup } from './scanGroup.ts';

const facts = { cases: 300 };
const found: GroupJudgement = {
  result: 'raised',
  severity: 'query',
  at: 0,
  facts,
  cases: Array.from({ length: 300 }, (_, i) => `c${String(i)}`),
  events: Array.from({ length: 300 }, (_, i) => `e${String(i)}`),
};
const group = (judgement: GroupJudgement, change: Partial<ScannedGroup> = {}): ScannedGroup => ({
  rule: 'FAST-02',
  ruleVersion: 0,
  subject: { kind: 'handler', id: '1/H-1' },
  occurrence: '2026-03-04',
  whenGone: 'pending',
  place: { region: null, department: null, item: null, sourceId: 1 },
  judgement,
  ...change,
});
const standing = (status: FlagStatus, change: Partial<StandingGroupFlag> = {}): StandingGroupFlag => ({
  flagId: 1,
  subjectKind: 'handler',
  subjectId: '1/H-1',
  rule: 'FAST-02',
  occurrence: '2026-03-04',
  severity: 'query',
  status,
  facts: JSON.stringify(facts),
  ...change,
});
function outcome(groups: ScannedGroup[], flags: StandingGroupFlag[]): string {
  const { added, changed } = reconcileGroups(groups, flags);
  return [
    ...added.map((f) => `new ${f.occurrence}`),
    ...changed.map(({ flag }) => `${flag.reason} ${flag.status}`),
  ].join(', ');
}
const clear: GroupJudgement = { result: 'clear' };

describe('a finding', () => {
  it('is a new flag that lists its first cases and counts all', () => {
    const { added } = reconcileGroups([group(found)], []);
    expect(added).toHaveLength(1);
    expect(added[0]?.evidence).toMatchObject({ caseCount: 300, facts });
    expect(added[0]?.evidence).toHaveProperty('cases.length', 200);
  });

  it.each<[FlagStatus, string]>([
    ['raised', ''],
    ['confirmed', ''],
    ['withdrawn', 'met_again raised'],
    ['resolved', 'met_again raised'],
    ['withdrawal_pending', 'met_again raised'],
    ['closed', ''],
    ['exempt', ''],
    ['archived', ''],
  ])('beside a flag that is %s: "%s"', (status, result) => {
    expect(outcome([group(found)], [standing(status)])).toBe(result);
  });

  it('with other facts changes the flag without a transition', () => {
    const { changed } = reconcileGroups([group(found)], [standing('raised', { facts: '{}' })]);
    expect(changed[0]?.flag).toMatchObject({ reason: 'facts_changed', status: 'raised', transition: false });
  });

  it('of another day is another flag, of another subject too', () => {
    expect(outcome([group(found)], [standing('raised', { occurrence: '2026-03-03' })])).toBe(
      'new 2026-03-04',
    );
    expect(outcome([group(found)], [standing('raised', { subjectId: '1/H-2' })])).toBe('new 2026-03-04');
  });

  it('over a window is the flag that was raised within it, closed or not', () => {
    const window = group(found, { since: '2026-01-01' });
    expect(outcome([window], [standing('raised', { occurrence: '2026-01-01' })])).toBe('');
    expect(outcome([window], [standing('closed', { occurrence: '2026-02-01' })])).toBe('');
    expect(outcome([window], [standing('closed', { occurrence: '2025-12-31' })])).toBe('new 2026-03-04');
  });
});

describe('what is found no more', () => {
  it.each<[ScannedGroup['whenGone'], string]>([
    ['pending', 'clearing_data_doubtful withdrawal_pending'],
    ['resolved', 'ended resolved'],
    ['stays', ''],
  ])('and %s: "%s"', (whenGone, result) => {
    expect(outcome([group(clear, { whenGone })], [standing('sent')])).toBe(result);
    expect(outcome([group(clear, { whenGone })], [standing('closed')])).toBe('');
  });

  it('is withdrawn where an outage or a registered machine explains it, and waits for a person otherwise', () => {
    expect(outcome([group({ result: 'exempt', reason: 'machine' })], [standing('raised')])).toBe(
      'cleared_by_late_data withdrawn',
    );
    expect(outcome([group({ result: 'exempt', reason: 'bulk' })], [standing('raised')])).toBe(
      'clearing_data_doubtful withdrawal_pending',
    );
  });

  it('changes nothing where it cannot be evaluated', () => {
    expect(outcome([group({ result: 'not_evaluable', reason: 'precision' })], [standing('raised')])).toBe('');
  });

  it('ends what goes on in whichever occurrence it was flagged', () => {
    const mended = group(clear, { whenGone: 'resolved' });
    expect(outcome([mended], [standing('raised', { occurrence: '2025-01-01' })])).toBe('ended resolved');
  });
});
