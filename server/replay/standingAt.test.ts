import { describe, expect, it } from 'vitest';
import type { FlagStatus, RuleId, Severity } from '#contract/rule';
import { alerts } from '../domain/cases/contribution.ts';
import { standingAt as standing, type PastFlag, type Standing } from './standingAt.ts';

type Turn = [at: number, reason: string, status: FlagStatus, severity?: Severity];
const flag = (rule: RuleId, caseState: PastFlag['caseState'], ...turns: Turn[]): PastFlag => ({
  flagId: 1,
  caseId: 'c',
  rule,
  caseState,
  transitions: turns.map(([at, reason, status, severity = 'yellow']) => ({ at, reason, status, severity })),
});

const standingAt = (flags: readonly PastFlag[], at: number, reopened = true): Standing =>
  standing(flags, at, reopened);

describe('how a case stood', () => {
  it('is not urgent before its flag was raised, and is from then on', () => {
    const flags = [flag('TIM-02', 'open', [10, 'condition_met', 'raised'])];
    expect(standingAt(flags, 10).alert).toBe(alerts.none);
    expect(standingAt(flags, 11).alert).toBe(alerts.promiseBroken);
  });

  it('is as urgent as the worst that stood', () => {
    const flags = [
      flag('TIM-01', 'open', [10, 'condition_met', 'raised'], [20, 'superseded', 'resolved']),
      flag('TIM-02', 'open', [20, 'condition_met', 'raised'], [30, 'superseded', 'resolved']),
      flag('TIM-03', 'open', [30, 'condition_met', 'raised']),
    ];
    expect([11, 21, 31].map((at) => standingAt(flags, at).alert)).toEqual([
      alerts.dueSoon,
      alerts.promiseBroken,
      alerts.lawBroken,
    ]);
  });

  it('was open before the turn that says it was concluded, and concluded before it was reopened', () => {
    const flags = [
      flag(
        'TIM-02',
        'open',
        [10, 'condition_met', 'raised'],
        [20, 'case_concluded', 'raised'],
        [30, 'case_reopened', 'raised'],
      ),
    ];
    expect([11, 21, 31].map((at) => standingAt(flags, at).alert)).toEqual([
      alerts.promiseBroken,
      alerts.none,
      alerts.promiseBroken,
    ]);
  });

  it('was as open as its only round, whatever its flag says today', () => {
    const flags = [flag('TIM-02', 'concluded', [10, 'condition_met', 'raised'])];
    expect(standingAt(flags, 11, false).alert).toBe(alerts.promiseBroken);
    expect(standingAt(flags, 11, true).alert).toBe(alerts.none);
  });

  it('stays late when a person ends the flag, and not when the rule does or is in doubt', () => {
    const after = (reason: string, status: FlagStatus): number =>
      standingAt([flag('TIM-02', 'open', [10, 'condition_met', 'raised'], [20, reason, status])], 21).alert;
    expect(after('closed', 'closed')).toBe(alerts.promiseBroken);
    expect(after('exempted', 'exempt')).toBe(alerts.promiseBroken);
    expect(after('cleared_by_late_data', 'withdrawn')).toBe(alerts.none);
    expect(after('clearing_data_doubtful', 'withdrawal_pending')).toBe(alerts.none);
  });

  it('is in doubt as long as a query lives, and no longer once it is judged', () => {
    const flags = [
      flag(
        'FAST-01',
        'concluded',
        [10, 'condition_met', 'raised', 'query'],
        [20, 'verified', 'confirmed', 'red'],
      ),
      flag('DAT-01', null, [15, 'condition_met', 'raised', 'query'], [25, 'closed', 'closed', 'query']),
    ];
    expect([11, 16, 21, 26].map((at) => standingAt(flags, at).queries)).toEqual([1, 2, 1, 0]);
  });
});
