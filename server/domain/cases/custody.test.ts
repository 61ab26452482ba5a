import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Handler } from '#contract/caseEvent';
import { at, eventsOf, type Line } from '../../testing/scenario.ts';
import { custody, firstAsked, heldAt, type Holding } from './custody.ts';
import { validEvents } from './foldCase.ts';

const by = (code: string, kind: Handler['kind'] = 'human') => ({ handler: { code, kind } });
const holdingsOf = (lines: Line[]): Holding[] => custody(validEvents(eventsOf(lines)));
const clock = (instant: number | null) =>
  instant === null ? 'now' : new Date(instant + 8 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ');
const told = (lines: Line[]): string[] =>
  holdingsOf(lines).map(
    ({ handler, from, until, taken }) => `${handler.code} ${clock(from)} – ${clock(until)} ${taken}`,
  );

const life: Line[] = [
  ['submitted', '2026-03-02 09:00'],
  ['accepted', '2026-03-02 10:00', by('window')],
  ['step_completed', '2026-03-05 10:00', { step: '审查', ...by('reviewer') }],
  ['step_started', '2026-03-06 09:00', { step: '决定', ...by('head') }],
  ['decided', '2026-03-06 10:00', { outcome: 'granted', ...by('head') }],
  ['concluded', '2026-03-06 11:00', { outcome: 'granted' }],
];

describe('who had a case', () => {
  it('is the first handler until the next one takes it, and so on to the conclusion', () => {
    expect(told(life)).toEqual([
      'window 02 09:00 – 02 10:00 inferred',
      'reviewer 02 10:00 – 06 09:00 inferred',
      'head 06 09:00 – 06 11:00 told',
    ]);
  });

  it('is nobody that an event would not name', () => {
    expect(told([life[0]!, ['accepted', '2026-03-02 10:00']])).toEqual([]);
    expect(firstAsked([])).toBe(-1);
    expect(heldAt([], at('2026-03-03'))).toBe(-1);
  });

  it('stays whoever had it last while nothing is told', () => {
    expect(told(life.slice(0, 2))).toEqual(['window 02 09:00 – now inferred']);
  });

  it('is not the cashier, whom the applicant rates, nor an event that was voided', () => {
    const after: Line[] = [
      ['fee_charged', '2026-03-03 09:00', { amount: 10, ...by('cashier') }],
      ['step_completed', '2026-03-03 10:00', { step: '审查', ...by('wrong') }],
      ['voided_event', '2026-03-03 11:00', { eventId: 'e4' }],
      ['rated', '2026-03-04 09:00', { score: 5, ...by('cashier') }],
    ];
    expect(told([...life.slice(0, 2), ...after])).toEqual(['window 02 09:00 – now inferred']);
  });

  it('is whoever issues after the end, and after reopening who had it last', () => {
    expect(
      told([
        ...life,
        ['certificate_issued', '2026-03-09 09:00', by('printer')],
        ['reopened', '2026-03-10 09:00', { reason: 'x' }],
      ]).slice(3),
    ).toEqual(['printer 06 11:00 – 09 09:00 inferred', 'printer 10 09:00 – now told']);
  });
});

test('the first asked is a person', () => {
  const holdings = holdingsOf([
    ['submitted', '2026-03-02 09:00', by('robot', 'machine')],
    ['accepted', '2026-03-02 10:00', by('window')],
  ]);
  expect(holdings[firstAsked(holdings)]?.handler.code).toBe('window');
});

test('before anybody has it the first answers; afterwards each until the next', () => {
  const holdings = holdingsOf(life);
  const who = (time: string) => holdings[heldAt(holdings, at(time))]?.handler.code;
  expect(who('2026-03-01 09:00')).toBe('window');
  expect(who('2026-03-02 10:00')).toBe('reviewer');
  expect(who('2026-03-06 08:59')).toBe('reviewer');
  expect(who('2026-03-20 09:00')).toBe('head');
});

test('holdings follow each other without gap or overlap while a case is open', () => {
  const types = ['accepted', 'step_started', 'step_completed', 'suspended', 'resumed'] as const;
  const line = fc.tuple(fc.constantFrom(...types), fc.nat(20), fc.constantFrom('a', 'b', 'c', null));
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const holdings = holdingsOf([
        ['submitted', '2026-03-01 00:00'],
        ...lines.map(([type, day, code]): Line => [
          type,
          `2026-03-${String(day + 1).padStart(2, '0')} 10:00`,
          { step: 's', ...(code === null ? {} : by(code)) },
        ]),
      ]);
      for (const [place, { until, from, handler }] of holdings.entries()) {
        const next = holdings[place + 1];
        expect(until).toBe(next?.from ?? null);
        expect(next?.handler.code).not.toBe(handler.code);
        expect(until === null || until >= from).toBe(true);
      }
    }),
  );
});
