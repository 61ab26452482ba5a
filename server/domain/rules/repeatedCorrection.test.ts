import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, type Line } from '../../testing/scenario.ts';

const received: Line = ['received', '2026-03-02 10:00'];
const asked = (time: string, data = {}): Line => ['correction_requested', time, data];
const brought = (time: string): Line => ['correction_received', time];

describe('COR-01', () => {
  it.each<[name: string, lines: Line[], result: string]>([
    ['no notice', [received], 'clear'],
    ['one notice', [received, asked('2026-03-03 10:00'), brought('2026-03-04 10:00')], 'clear'],
    [
      'a second notice',
      [received, asked('2026-03-03 10:00'), brought('2026-03-04 10:00'), asked('2026-03-05 10:00')],
      'raised yellow',
    ],
    [
      'a second notice before anything was brought',
      [received, asked('2026-03-03 10:00'), asked('2026-03-03 10:00:01')],
      'raised yellow',
    ],
    [
      'a second notice for documented new facts',
      [
        received,
        asked('2026-03-03 10:00'),
        brought('2026-03-04 10:00'),
        asked('2026-03-05 10:00', { newFacts: true }),
      ],
      'exempt: new_facts',
    ],
    [
      'new facts said of the first only',
      [received, asked('2026-03-03 10:00', { newFacts: true }), asked('2026-03-05 10:00')],
      'raised yellow',
    ],
    [
      'one notice in each round',
      [
        received,
        asked('2026-03-03 10:00'),
        brought('2026-03-04 10:00'),
        ['not_accepted', '2026-03-05 10:00', { reason: 'r' }],
        ['reopened', '2026-03-06 10:00'],
        asked('2026-03-09 10:00'),
      ],
      'clear, clear',
    ],
  ])('%s', (_name, lines, result) => {
    expect(verdictOf(tell(lines, '2026-03-09 12:00'), 'COR-01')).toBe(result);
  });

  it('is one flag, opened by the first notice that repeats without new facts', () => {
    const told = tell(
      [
        received,
        asked('2026-03-03 10:00'),
        asked('2026-03-04 10:00', { newFacts: true }),
        asked('2026-03-05 10:00'),
        asked('2026-03-06 10:00'),
      ],
      '2026-03-06 12:00',
    );
    expect(flagsOf(told, 'COR-01')).toMatchObject([
      {
        occurrence: 'e4',
        at: at('2026-03-05 10:00'),
        facts: { notices: 4, unfounded: 2 },
        events: ['e2', 'e3', 'e4', 'e5'],
      },
    ]);
  });
});
