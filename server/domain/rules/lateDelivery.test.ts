import { describe, expect, it } from 'vitest';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];
const granted: Line = ['concluded', '2026-03-04 10:00', { outcome: 'granted' }];
/** 24:00 of the tenth working day after Wednesday the fourth. */
const deadline = at('2026-03-19 00:00');
const delivered = (time: string, data: object = {}): Line => ['delivered', time, data];
const issued = (time: string, data: object = {}): Line => ['certificate_issued', time, data];
const later = '2026-03-20 12:00';
const heardUpTo = (lastOccurredAt: number, live: boolean): World =>
  world({ proof: { lastOccurredAt, live } });

describe('DLV-01', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World, asOf?: string]>([
    ['delivered as the tenth working day ends', [granted, delivered('2026-03-19 00:00')], 'clear'],
    ['a second later', [granted, delivered('2026-03-19 00:00:01')], 'raised yellow'],
    ['a second before', [granted, delivered('2026-03-18 23:59:59')], 'clear'],
    ['not delivered, the tenth day not over', [granted], 'clear', undefined, '2026-03-19 00:00'],
    ['a millisecond later', [granted], 'raised yellow', undefined, '2026-03-19 00:00:00.001'],
    [
      'counted from the decision where there is one',
      [['decided', '2026-03-03 16:00', { outcome: 'granted' }], granted, delivered('2026-03-18 09:00')],
      'raised yellow',
    ],
    [
      'decided, not yet concluded',
      [['decided', '2026-03-03 16:00', { outcome: 'granted' }]],
      'raised yellow',
    ],
    [
      'granted with a deficiency',
      [['concluded', '2026-03-04 10:00', { outcome: 'granted_with_deficiency' }]],
      'raised yellow',
    ],
    ['refused', [['concluded', '2026-03-04 10:00', { outcome: 'refused' }]], 'exempt: outcome'],
    [
      'revoked later',
      [granted, ['concluded', '2026-03-05 10:00', { outcome: 'revoked' }]],
      'exempt: outcome',
    ],
    ['still open', [], 'exempt: not_concluded'],
    [
      'taken up again at the last instant',
      [granted, ['reopened', '2026-03-19 00:00']],
      'exempt: reopened, exempt: not_concluded',
    ],
    [
      'taken up again a second later',
      [granted, ['reopened', '2026-03-19 00:00:01']],
      'raised yellow, exempt: not_concluded',
    ],
    [
      'told in time, and did not come',
      [granted, issued('2026-03-05 10:00', { method: 'paper', applicantNotified: true })],
      'exempt: not_collected',
    ],
    [
      'told at the last instant',
      [granted, issued('2026-03-05 10:00', { applicantNotifiedAt: deadline })],
      'exempt: not_collected',
    ],
    [
      'told a second too late',
      [granted, issued('2026-03-05 10:00', { applicantNotifiedAt: deadline + 1000 })],
      'raised yellow',
    ],
    [
      'collected late, told in time',
      [granted, delivered('2026-03-20 10:00', { applicantNotifiedAt: at('2026-03-06 10:00') })],
      'exempt: not_collected',
    ],
    ['issued on paper, not delivered', [granted, issued('2026-03-05 10:00')], 'raised yellow'],
    [
      'issued electronically: it lies in the account',
      [granted, issued('2026-03-05 10:00', { method: 'electronic' })],
      'clear',
    ],
    [
      'issued electronically a second too late',
      [granted, issued('2026-03-19 00:00:01', { method: 'electronic' })],
      'raised yellow',
    ],
    [
      'an item that gives no certificate',
      [granted],
      'exempt: no_certificate',
      world({ item: { type: '20' } }),
    ],
    [
      'such an item, but one was issued',
      [granted, issued('2026-03-05 10:00')],
      'raised yellow',
      world({ item: { type: '20' } }),
    ],
    [
      'an item that nobody described',
      [granted],
      'not_evaluable: no_item',
      world({ item: { provisional: true } }),
    ],
    [
      'a source that does not report deliveries',
      [granted],
      'not_evaluable: cannot_express',
      world({ source: { cannotExpress: ['case.delivered'] } }),
    ],
    [
      'nothing heard since the deadline',
      [granted],
      'not_evaluable: source_behind',
      heardUpTo(deadline, true),
      '2026-03-19 00:09:59',
    ],
    [
      'ten minutes of a live source',
      [granted],
      'raised yellow',
      heardUpTo(deadline, true),
      '2026-03-19 00:10',
    ],
    [
      'delivered late needs no proof',
      [granted, delivered('2026-03-19 09:00')],
      'raised yellow',
      heardUpTo(0, false),
      '2026-03-19 09:01',
    ],
  ])('%s', (_name, lines, result, w, asOf = later) => {
    expect(verdictOf(tell([accepted, ...lines], asOf, w), 'DLV-01')).toBe(result);
  });

  it('counts around a holiday on the published calendar', () => {
    // 2026-10-01 to 07 is off, Saturday 10-10 is worked
    const lines: Line[] = [
      ['accepted', '2026-09-24 10:00'],
      ['concluded', '2026-09-25 10:00', { outcome: 'granted' }],
    ];
    expect(flagsOf(tell(lines, '2026-10-31'), 'DLV-01')).toMatchObject([{ at: at('2026-10-16 00:00') }]);
  });

  it('has the deadline as its time and the decision as its occurrence, and is looked at then', () => {
    expect(tell([accepted, granted], '2026-03-05').verdict.checkAt).toBe(deadline + 1);
    const told = tell([accepted, granted, delivered('2026-03-20 09:00')], later);
    expect(flagsOf(told, 'DLV-01')).toMatchObject([
      {
        at: deadline,
        occurrence: 'e2',
        caseState: 'concluded',
        facts: { deliveredAt: at('2026-03-20 09:00') },
        events: ['e2', 'e3'],
      },
    ]);
  });
});
