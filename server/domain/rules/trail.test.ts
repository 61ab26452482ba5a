import { describe, expect, it } from 'vitest';
import type { RouteStep } from '#contract/item';
import { at, flagsOf, tell, verdictOf, world, type Line, type World } from '../../testing/scenario.ts';

const route: RouteStep[] = [
  { step: '受理', required: true, satisfiedBy: ['case.accepted'] },
  { step: '审查', required: true, aliases: ['审核', '初审'] },
  { step: '公示', required: false },
  { step: '决定', required: true, satisfiedBy: ['case.decided'] },
  { step: '制证', required: true },
];
const w = world({ item: { route } });
const submitted: Line = ['submitted', '2026-03-02 08:00'];
const accepted: Line = ['accepted', '2026-03-02 09:00'];
const step = (name: string, time = '2026-03-04 10:00'): Line => ['step_completed', time, { step: name }];
const decided: Line = ['decided', '2026-03-05 10:00', { outcome: 'granted' }];
const end = (
  outcome: NonNullable<NonNullable<Line[2]>['outcome']> = 'granted',
  time = '2026-03-06 10:00',
): Line => ['concluded', time, { outcome }];
const later = '2026-03-06 10:30';

describe('STEP-01', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World, asOf?: string]>([
    ['all there, by name or by event', [accepted, step('审查'), decided, step('制证'), end()], 'clear'],
    ['an alias is the step', [accepted, step('初审'), decided, step('制证'), end()], 'clear'],
    [
      'a started step was taken',
      [accepted, ['step_started', '2026-03-04 10:00', { step: '审查' }], decided, step('制证'), end()],
      'clear',
    ],
    ['one missing', [accepted, decided, step('制证'), end()], 'raised query'],
    [
      'granted with deficiency too',
      [accepted, decided, step('制证'), end('granted_with_deficiency')],
      'raised query',
    ],
    ['refused: up to the decision', [accepted, step('审查'), decided, end('refused')], 'clear'],
    ['refused without review', [accepted, decided, end('refused')], 'raised query'],
    ['withdrawn', [accepted, end('withdrawn')], 'exempt: outcome'],
    ['transferred', [accepted, end('transferred')], 'exempt: outcome'],
    ['open', [accepted], 'exempt: not_concluded'],
    ['an item without a route', [accepted, end()], 'not_evaluable: no_route', world()],
    [
      'within half an hour of the conclusion’s arrival',
      [accepted, end()],
      'not_evaluable: trail_may_be_incomplete',
      w,
      '2026-03-06 10:29:59.999',
    ],
    [
      'a source that reported nothing since, and is silent',
      [accepted, end()],
      'not_evaluable: source_behind',
      { ...w, proof: { lastOccurredAt: at('2026-03-06 09:59'), live: false } },
    ],
  ])('%s', (_name, lines, result, on = w, asOf = later) => {
    expect(verdictOf(tell(lines, asOf, on), 'STEP-01')).toBe(result);
  });
  it('names all that is missing', () => {
    expect(flagsOf(tell([accepted, decided, end()], later, w), 'STEP-01')).toMatchObject([
      {
        step: '审查',
        facts: { missing: '审查、制证', count: 2 },
        at: at('2026-03-06 10:00'),
        occurrence: 'e3',
      },
    ]);
  });
  it('looks again when the half hour is over', () => {
    expect(tell([accepted, end()], '2026-03-06 10:10', w).verdict.checkAt).toBe(at(later));
  });
});

describe('STEP-02', () => {
  const t = '2026-03-06 10:00';
  const s = '2026-03-04 10:00';
  it.each<[name: string, lines: Line[], result: string, w?: World, asOf?: string]>([
    [
      'three steps, one timestamp',
      [accepted, step('a', s), step('b', s), step('c', s), end()],
      'raised query',
    ],
    [
      'one of them a second later',
      [accepted, step('a', s), step('b', s), step('c', '2026-03-04 10:00:01'), end()],
      'clear',
    ],
    ['two steps, one timestamp', [accepted, step('a', s), step('b', s), end()], 'clear'],
    [
      'one step whose end equals its start',
      [accepted, ['step_started', s, { step: 'a' }], step('a', s), end()],
      'clear',
    ],
    [
      'acceptance and one review stamped with the conclusion',
      [['accepted', t], step('a', t), end()],
      'raised query',
    ],
    ['the review alone stamped with it', [accepted, step('a', t), end()], 'clear'],
    ['no steps at all', [['accepted', t], end()], 'clear'],
    [
      'an auto-decided item',
      [accepted, step('a', s), step('b', s), step('c', s), end()],
      'exempt: auto_decided',
      world({ item: { handling: 'auto' } }),
    ],
    [
      'times to the minute',
      [accepted, step('a', s), step('b', s), step('c', s), end()],
      'not_evaluable: precision',
      world({ source: { precision: 'minute' } }),
    ],
    [
      'times to the day',
      [accepted, step('a', s), step('b', s), step('c', s), end()],
      'not_evaluable: precision',
      world({ source: { precision: 'day' } }),
    ],
    ['open', [accepted, step('a', s), step('b', s), step('c', s)], 'exempt: not_concluded'],
    [
      'more of the trail may come',
      [accepted, step('a', s), step('b', s), step('c', s), end()],
      'not_evaluable: trail_may_be_incomplete',
      world(),
      '2026-03-06 10:29',
    ],
  ])('%s', (_name, lines, result, on, asOf = later) => {
    expect(verdictOf(tell(lines, asOf, on), 'STEP-02')).toBe(result);
  });
});

describe('STEP-03', () => {
  it.each<[name: string, lines: Line[], result: string, w?: World, asOf?: string]>([
    ['in order', [submitted, accepted, end()], 'clear'],
    ['accepted five minutes before submitted', [accepted, ['submitted', '2026-03-02 09:05'], end()], 'clear'],
    [
      'accepted five minutes and a second before',
      [accepted, ['submitted', '2026-03-02 09:05:01'], end()],
      'raised query',
    ],
    ['concluded five minutes before accepted', [end('granted', '2026-03-02 08:55'), accepted], 'clear'],
    [
      'concluded five minutes and a second before',
      [end('granted', '2026-03-02 08:54:59'), accepted],
      'raised query',
    ],
    [
      'a step ended five minutes before it started',
      [accepted, step('a', '2026-03-03 10:00'), ['step_started', '2026-03-03 10:05', { step: 'a' }]],
      'clear',
    ],
    [
      'a step ended a second more before',
      [accepted, step('a', '2026-03-03 10:00'), ['step_started', '2026-03-03 10:05:01', { step: 'a' }]],
      'raised query',
    ],
    [
      'concluded at an unknown time of the day of acceptance',
      [end('granted', '2026-03-02 00:00'), accepted],
      'clear',
      world({ source: { precision: 'day' } }),
    ],
    [
      'concluded on the day before',
      [end('granted', '2026-03-01 00:00'), accepted],
      'raised query',
      world({ source: { precision: 'day' } }),
    ],
    ['granted without acceptance', [submitted, end()], 'raised query'],
    ['withdrawn without acceptance', [submitted, end('withdrawn')], 'clear'],
    ['returned without acceptance', [submitted, end('returned')], 'clear'],
    [
      'the acceptance may still come',
      [submitted, end()],
      'not_evaluable: trail_may_be_incomplete',
      world(),
      '2026-03-06 10:29',
    ],
    [
      'a silent source may still have it',
      [submitted, end()],
      'not_evaluable: source_behind',
      world({ proof: { lastOccurredAt: 0, live: false } }),
    ],
  ])('%s', (_name, lines, result, on, asOf = later) => {
    expect(verdictOf(tell(lines, asOf, on), 'STEP-03')).toBe(result);
  });
  it('says everything that is out of order in one flag', () => {
    const told = tell(
      [end('granted', '2026-03-02 08:00'), accepted, ['submitted', '2026-03-02 10:00']],
      later,
    );
    expect(flagsOf(told, 'STEP-03')).toMatchObject([
      { facts: { fault: 'accepted_before_submitted,concluded_before_accepted' } },
    ]);
  });
});
