import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const received: Line = ['received', '2026-03-02 11:00'];
/** 24:00 of the fifth working day after Monday the second. */
const deadline = at('2026-03-10 00:00');
const heardUpTo = (lastOccurredAt: number, live: boolean): World =>
  world({ proof: { lastOccurredAt, live } });

describe('ACC-01', () => {
  it.each<[name: string, lines: Line[], asOf: string, result: string, w?: World]>([
    ['an open wait at the deadline itself', [received], '2026-03-10 00:00', 'clear'],
    ['a millisecond later', [received], '2026-03-10 00:00:00.001', 'raised yellow'],
    ['accepted at the deadline', [received, ['accepted', '2026-03-10 00:00']], '2026-03-11', 'clear'],
    [
      'accepted a second later',
      [received, ['accepted', '2026-03-10 00:00:01']],
      '2026-03-11',
      'raised yellow',
    ],
    [
      'refused acceptance in time',
      [received, ['not_accepted', '2026-03-09 23:59:59']],
      '2026-03-11',
      'clear',
    ],
    [
      'refused acceptance late',
      [received, ['not_accepted', '2026-03-10 09:00']],
      '2026-03-11',
      'raised yellow',
    ],
    [
      'withdrawn in time',
      [received, ['concluded', '2026-03-04 09:00', { outcome: 'withdrawn' }]],
      '2026-03-11',
      'clear',
    ],
    ['waiting since submission', [['submitted', '2026-03-02 11:00']], '2026-03-11', 'raised yellow'],
    ['accepted without any receipt', [['accepted', '2026-03-02 11:00']], '2026-03-20', 'clear'],
    [
      'a correction notice in time, then silence',
      [received, ['correction_requested', '2026-03-09 23:59'], ['correction_received', '2026-03-11 10:00']],
      '2026-04-20',
      'exempt: corrected_in_time',
    ],
    [
      'a correction notice not answered',
      [received, ['correction_requested', '2026-03-10 00:00']],
      '2026-04-20',
      'exempt: corrected_in_time',
    ],
    [
      'a correction notice too late',
      [received, ['correction_requested', '2026-03-10 00:00:01']],
      '2026-03-11',
      'raised yellow',
    ],
    [
      'an item that nobody described',
      [received],
      '2026-03-11',
      'not_evaluable: no_item',
      world({ item: { provisional: true } }),
    ],
  ])('%s', (_name, lines, asOf, result, w) => {
    expect(verdictOf(tell(lines, asOf, w), 'ACC-01')).toBe(result);
  });

  it('counts the wait around a holiday on the published calendar', () => {
    // 2026-10-01 to 07 is off, Saturday 10-10 is worked
    const lines: Line[] = [['received', '2026-09-28 10:00']];
    expect(verdictOf(tell(lines, '2026-10-11 00:00'), 'ACC-01')).toBe('clear');
    expect(flagsOf(tell(lines, '2026-10-11 00:01'), 'ACC-01')).toMatchObject([
      { at: at('2026-10-11 00:00') },
    ]);
  });

  it('has the deadline as its time and the receipt as its occurrence', () => {
    expect(flagsOf(tell([received, ['accepted', '2026-03-12 10:00']], '2026-03-13'), 'ACC-01')).toMatchObject(
      [{ at: deadline, occurrence: 'e1', caseState: 'open', events: ['e1', 'e2'] }],
    );
  });

  describe('waits for proof of life', () => {
    it.each<[name: string, w: World, asOf: string, result: string]>([
      [
        'nothing happened after the deadline yet',
        heardUpTo(deadline, true),
        '2026-03-10 00:09:59',
        'not_evaluable: source_behind',
      ],
      [
        'the source reported what happened after it',
        heardUpTo(deadline + 1, false),
        '2026-03-10 00:00:01',
        'raised yellow',
      ],
      ['ten minutes of a live source', heardUpTo(deadline - 1, true), '2026-03-10 00:10', 'raised yellow'],
      [
        'a silent source, a day later',
        heardUpTo(deadline, false),
        '2026-03-11 00:10',
        'not_evaluable: source_behind',
      ],
    ])('%s', (_name, w, asOf, result) => {
      expect(verdictOf(tell([received], asOf, w), 'ACC-01')).toBe(result);
    });
    it('except for an answer that did come, late', () => {
      const told = tell(
        [received, ['accepted', '2026-03-10 09:00']],
        '2026-03-10 09:01',
        heardUpTo(0, false),
      );
      expect(verdictOf(told, 'ACC-01')).toBe('raised yellow');
    });
    it('and looks again when ten minutes are over, or every minute while the source is silent', () => {
      expect(tell([received], '2026-03-10 00:01', heardUpTo(0, true)).verdict.checkAt).toBe(
        deadline + 600_000,
      );
      expect(tell([received], '2026-03-10 00:01', heardUpTo(0, false)).verdict.checkAt).toBe(
        at('2026-03-10 00:02'),
      );
    });
  });

  it('is looked at right after the deadline', () => {
    expect(tell([received], '2026-03-05').verdict.checkAt).toBe(deadline + 1);
  });

  it('after corrections it is the deeming that is looked at, so that the limits are not forgotten', () => {
    const lines: Line[] = [
      received,
      ['correction_requested', '2026-03-03 10:00'],
      ['correction_received', '2026-03-05 10:00'],
    ];
    expect(tell(lines, '2026-03-06').verdict.checkAt).toBe(at('2026-03-13 00:00') + 1);
    expect(tell(lines, '2026-03-16').flags).toEqual(['TIM-02 query']);
  });
});
