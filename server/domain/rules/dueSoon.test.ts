import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 09:00'];
const ground = { kind: 'testing', approver: 'u', reason: 'r', notice: 'n' } as const;
const promise = (value: number, unit: NonNullable<ItemVersion['promisedLimit']>['unit']): World =>
  world({ item: { promisedLimit: { value, unit } } });

describe('TIM-01', () => {
  it.each<[name: string, w: World, since: string]>([
    ['5 working days: one left as soon as Friday is over', promise(5, 'workday'), '2026-03-07 00:00'],
    ['20 working days: 90 % used comes before one left', promise(20, 'workday'), '2026-03-27 00:00'],
    [
      '1 working day: at 12:00 of its due day, since never before half',
      promise(1, 'workday'),
      '2026-03-03 12:00',
    ],
    ['2 working days: half is one left', promise(2, 'workday'), '2026-03-04 00:00'],
    ['100 minutes: 90 %', promise(100, 'minute'), '2026-03-02 10:30'],
    ['4 working hours, over lunch: 90 %', promise(4, 'work_hour'), '2026-03-02 14:36'],
    ['14 working hours, two days: half', promise(14, 'work_hour'), '2026-03-02 18:00'],
    [
      'by the law where nothing is promised',
      world({ item: { promisedLimit: undefined } as never }),
      '2026-03-20 12:00',
    ],
  ])('%s', (_name, w, since) => {
    const from = at(since);
    expect(verdictOf(tell([accepted], stamp(from - 1), w), 'TIM-01')).toBe('clear');
    expect(tell([accepted], stamp(from - 1), w).verdict.checkAt).toBe(from);
    expect(flagsOf(tell([accepted], since, w), 'TIM-01')).toMatchObject([{ severity: 'notice', at: from }]);
  });

  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    ['stands until the due instant', [accepted], '2026-03-10 00:00', 'raised notice'],
    ['and not a millisecond longer', [accepted], '2026-03-10 00:00:00.001', 'clear'],
    [
      'ends with the conclusion',
      [accepted, ['concluded', '2026-03-09 10:00', { outcome: 'granted' }]],
      '2026-03-09 11:00',
      'clear',
    ],
    [
      'never for what a machine decides',
      [accepted],
      '2026-03-09 10:00',
      'exempt: auto_decided',
      world({ item: { handling: 'auto' } }),
    ],
    [
      'never without a limit',
      [accepted],
      '2026-03-09 10:00',
      'exempt: no_limit',
      world({ item: { type: '20', promisedLimit: undefined, statutoryLimit: undefined } as never }),
    ],
    ['never before acceptance', [['received', '2026-03-09 09:00']], '2026-03-09 10:00', 'exempt: no_limit'],
    [
      'never for what is decided on the spot',
      [accepted],
      '2026-03-02 23:00',
      'exempt: no_limit',
      world({ item: { handling: 'instant', promisedLimit: undefined } as never }),
    ],
    [
      'not while suspended',
      [accepted, ['suspended', '2026-03-09 10:00', { ...ground, approvedDays: 2 }]],
      '2026-03-10 10:00',
      'exempt: suspended',
    ],
    [
      'again when the approved days are over',
      [accepted, ['suspended', '2026-03-09 10:00', { ...ground, approvedDays: 2 }]],
      '2026-03-11 00:00',
      'raised notice',
    ],
    [
      'not where nobody knows whether it is suspended',
      [accepted],
      '2026-03-09 10:00',
      'not_evaluable: suspension_unknown',
      world({ source: { finishedSuspensionsOnly: true } }),
    ],
    [
      'not of hours, by a source that tells days',
      [accepted],
      '2026-03-02 11:00',
      'not_evaluable: precision',
      world({ source: { precision: 'day' }, item: { promisedLimit: { value: 4, unit: 'work_hour' } } }),
    ],
    [
      'an unapproved suspension stops nothing',
      [accepted, ['suspended', '2026-03-09 10:00', ground]],
      '2026-03-09 12:00',
      'raised notice',
    ],
  ])('%s', (_name, lines, asOf, result, w) => {
    expect(verdictOf(tell(lines, asOf, w), 'TIM-01')).toBe(result);
  });

  it('looks again when the approved days end', () => {
    const lines: Line[] = [accepted, ['suspended', '2026-03-09 10:00', { ...ground, approvedDays: 2 }]];
    expect(tell(lines, '2026-03-10 10:00').verdict.checkAt).toBe(at('2026-03-11 00:00'));
  });

  it('on a deemed case is no earlier than the deeming', () => {
    const w = world({ policy: 'close_of_business', item: { promisedLimit: { value: 6, unit: 'workday' } } });
    const told = tell([['received', '2026-03-02 11:00']], '2026-03-10 09:00', w);
    expect(told.promisedDue).toBe(at('2026-03-10 18:00'));
    expect(flagsOf(told, 'TIM-01')).toMatchObject([{ at: at('2026-03-10 00:00') }]);
  });
});

function stamp(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 23).replace('T', ' ');
}
