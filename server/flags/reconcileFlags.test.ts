import { describe, expect, it } from 'vitest';
import type { FlagStatus } from '#contract/rule';
import { at, knowledgeOf, tell, world, type Line, type Told, type World } from '../testing/scenario.ts';
import { clearingOf } from './clearing.ts';
import { reconcileFlags, type FlagChange } from './reconcileFlags.ts';
import { severityNow, type StandingFlag } from './standingFlag.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];
const concluded = (time: string, arrives = time): Line => [
  'concluded',
  time,
  { outcome: 'granted', arrives },
];
const due = '2026-03-10 00:00';

interface Given {
  status?: FlagStatus;
  archived?: boolean;
  lags?: [number, number][];
  w?: World;
}

function reconciled(
  told: Told,
  standing: StandingFlag[],
  { archived = false, lags = [], w = world() }: Given = {},
) {
  const clearing = clearingOf(told.state, knowledgeOf(w), new Map(lags));
  return reconcileFlags(told.state, told.verdict, standing, archived, clearing);
}

/** What the flags are after the changes: as the job would store them. */
function stored(
  changes: FlagChange[],
  before: StandingFlag[] = [],
  raisedAt = at('2026-03-10 00:10'),
): StandingFlag[] {
  const kept = new Map(before.map((flag) => [flag.flagId, flag]));
  for (const change of changes) {
    const flagId = change.standing?.flagId ?? kept.size + 1;
    kept.set(flagId, {
      flagId,
      caseId: 'c',
      rule: change.rule,
      occurrence: change.occurrence,
      severity: change.severity,
      status: change.status,
      caseState: change.raised?.caseState ?? change.standing?.caseState ?? null,
      raisedAt: change.standing?.raisedAt ?? raisedAt,
      facts: change.raised ? JSON.stringify(change.raised.facts) : (change.standing?.facts ?? ''),
    });
  }
  return [...kept.values()];
}
const words = (changes: FlagChange[]): string[] =>
  changes.map((c) => `${c.rule} ${c.reason} → ${c.status} ${c.severity}`).sort();

const open = tell([accepted], '2026-03-10 00:10');
const flagged = stored(reconciled(open, []));

describe('a flag', () => {
  it('is raised once and then left alone', () => {
    expect(words(reconciled(open, []))).toEqual(['TIM-02 condition_met → raised yellow']);
    expect(reconciled(open, flagged)).toEqual([]);
  });
  it('takes new facts without a change of status', () => {
    expect(words(reconciled(tell([accepted], '2026-03-11 00:10'), flagged))).toEqual([
      'TIM-02 facts_changed → raised yellow',
    ]);
  });
  it('is escalated when it gets worse', () => {
    expect(words(reconciled(tell([accepted], '2026-03-16 00:10'), flagged))).toEqual([
      'TIM-02 escalated → raised red',
    ]);
  });
  it('is lowered by corrected data, and stays', () => {
    const red = stored(reconciled(tell([accepted], '2026-03-16 00:10'), flagged), flagged);
    const told = tell([accepted, concluded('2026-03-13 17:00', '2026-03-16 09:00')], '2026-03-16 10:00');
    expect(words(reconciled(told, red))).toContain('TIM-02 lowered → raised yellow');
  });
  it('moves to the list of the concluded with its case', () => {
    const told = tell([accepted, concluded('2026-03-10 09:00')], '2026-03-10 09:01');
    expect(words(reconciled(told, flagged))).toEqual(['TIM-02 case_concluded → raised yellow']);
  });
  it('keeps the status that people gave it', () => {
    const sent = flagged.map((flag) => ({ ...flag, status: 'sent' as const }));
    expect(words(reconciled(tell([accepted], '2026-03-16 00:10'), sent))).toEqual([
      'TIM-02 escalated → sent red',
    ]);
  });
  it.each(['closed', 'exempt', 'archived'] as const)('that is %s is not touched again', (status) => {
    const ended = flagged.map((flag) => ({ ...flag, status }));
    expect(reconciled(tell([accepted], '2026-03-16 00:10'), ended)).toEqual([]);
    expect(reconciled(tell([accepted, concluded('2026-03-09 10:00')], '2026-03-16 00:10'), ended)).toEqual(
      [],
    );
  });
  it('that a person ended against the rule stays ended', () => {
    for (const status of ['withdrawn', 'resolved'] as const) {
      const ended = flagged.map((flag) => ({ ...flag, status, decidedAt: at('2026-03-10 09:00') }));
      expect(reconciled(tell([accepted], '2026-03-16 00:10'), ended)).toEqual([]);
    }
  });
  it('that a person has confirmed is not lowered to a query, and is escalated all the same', () => {
    const decidedAt = at('2026-03-10 09:00');
    expect(severityNow({ severity: 'yellow', decidedAt }, 'query')).toBe('yellow');
    expect(severityNow({ severity: 'red', decidedAt }, 'yellow')).toBe('yellow');
    expect(severityNow({ severity: 'yellow', decidedAt: null }, 'query')).toBe('query');
    const confirmed = flagged.map((flag) => ({ ...flag, status: 'confirmed' as const, decidedAt }));
    expect(words(reconciled(tell([accepted], '2026-03-16 00:10'), confirmed))).toEqual([
      'TIM-02 escalated → confirmed red',
    ]);
  });
  it('of history is born archived', () => {
    expect(words(reconciled(open, [], { archived: true }))).toEqual([
      'TIM-02 condition_met → archived yellow',
    ]);
  });
  it('is not changed by a rule that cannot be evaluated', () => {
    const silent = tell([accepted], '2026-03-12', world({ proof: { lastOccurredAt: 0, live: false } }));
    expect(reconciled(silent, flagged)).toEqual([]);
  });
  it('is not changed by a rule that is switched off', () => {
    const rules = open.verdict.rules.filter(({ rule }) => rule !== 'TIM-02');
    expect(reconciled({ ...open, verdict: { ...open.verdict, rules } }, flagged)).toEqual([]);
  });
});

describe('TIM-05', () => {
  const service = world({ item: { type: '20' } });
  const received: Line = ['received', '2026-03-02 10:00'];
  const silent = stored(reconciled(tell([received], '2026-03-10 00:10', service), []));
  it('is resolved, not withdrawn, by whatever ends the silence, and opens anew after the next', () => {
    expect(silent).toMatchObject([{}, { rule: 'TIM-05', occurrence: 'e1', status: 'raised' }]);
    const step: Line = ['step_started', '2026-03-11 10:00', { step: '审查' }];
    const after = tell([received, step], '2026-03-11 10:01', service);
    expect(words(reconciled(after, silent))).toEqual(['TIM-05 ended → resolved query']);
    const again = tell([received, step], '2026-03-20 10:00', service);
    expect(words(reconciled(again, silent))).toContain('TIM-05 condition_met → raised query');
  });
});

describe('TIM-01', () => {
  const soon = stored(reconciled(tell([accepted], '2026-03-09 10:00'), []));
  it('gives way to TIM-02', () => {
    expect(words(reconciled(open, soon))).toEqual([
      'TIM-01 superseded → resolved notice',
      'TIM-02 condition_met → raised yellow',
    ]);
  });
  it('ends with a conclusion in time', () => {
    expect(
      words(reconciled(tell([accepted, concluded('2026-03-09 11:00')], '2026-03-09 12:00'), soon)),
    ).toEqual(['TIM-01 ended → resolved notice']);
  });
  it('is reopened when it is true again', () => {
    const resolved = soon.map((flag) => ({ ...flag, status: 'resolved' as const }));
    expect(words(reconciled(tell([accepted], '2026-03-09 12:00'), resolved))).toEqual([
      'TIM-01 met_again → raised notice',
    ]);
  });
  it('TIM-04 gives way to the whole being late', () => {
    const w = world({
      item: { route: [{ step: '审查', required: true, limit: { value: 1, unit: 'workday' } }] },
    });
    const lines: Line[] = [accepted, ['step_started', '2026-03-03 10:00', { step: '审查' }]];
    const slow = stored(reconciled(tell(lines, '2026-03-06', w), []));
    expect(slow.map((flag) => flag.rule)).toEqual(['TIM-04']);
    expect(words(reconciled(tell(lines, '2026-03-10 00:10', w), slow))).toContain(
      'TIM-04 superseded → resolved notice',
    );
  });
});

describe('a conclusion in time that arrives after the flag', () => {
  const late = (arrives: string) => tell([accepted, concluded('2026-03-09 23:50', arrives)], '2026-03-12');
  const clears = (told: Told, given: Given = {}, flags = flagged) =>
    words(reconciled(told, flags, given).filter((c) => c.rule !== 'BKF-01'));
  const withdrawn = ['TIM-02 cleared_by_late_data → withdrawn yellow'];
  const pending = [
    'AMD-01 condition_met → raised query',
    'TIM-02 clearing_data_doubtful → withdrawal_pending yellow',
  ];

  it('within an hour withdraws it', () => expect(clears(late('2026-03-10 00:50'))).toEqual(withdrawn));
  it('a second later only proposes to (AMD-01)', () =>
    expect(clears(late('2026-03-10 00:50:01'))).toEqual(pending));
  it('twenty hours later only proposes to (G13b)', () =>
    expect(clears(late('2026-03-10 19:50'))).toEqual(pending));
  it('during a declared outage withdraws it however late', () => {
    const w = world({ outages: [{ from: at(due), to: at('2026-03-10 12:00') }] });
    expect(clears(late('2026-03-10 19:50'), { w })).toEqual(withdrawn);
  });
  it('of a source that is known to be quicker, an hour is late as well', () => {
    const told = late('2026-03-10 00:50');
    const arrivals = [
      {
        eventId: 'e2',
        type: 'case.concluded',
        at: at('2026-03-09 23:50'),
        arrivedAt: at('2026-03-10 00:50'),
        sourceId: 1,
      },
    ];
    const clearing = clearingOf(told.state, knowledgeOf(world()), new Map([[1, 60_000]]), arrivals);
    expect(words(reconcileFlags(told.state, told.verdict, flagged, false, clearing))).toEqual(pending);
  });
  it('is no doubt where it had arrived before the flag', () => {
    const known = flagged.map((flag) => ({ ...flag, raisedAt: at('2026-03-10 20:00') }));
    expect(clears(late('2026-03-10 19:50'), {}, known)).toEqual(withdrawn);
  });

  it('leaves a verdict alone that was given when it was known, and questions an earlier one', () => {
    const told = late('2026-03-10 19:50');
    const judged = (time: string) =>
      flagged.map((flag) => ({ ...flag, status: 'confirmed' as const, decidedAt: at(time) }));
    expect(clears(told, {}, judged('2026-03-11 09:00'))).toEqual([]);
    expect(clears(told, {}, judged('2026-03-10 09:00'))).toEqual(pending);
    expect(clears(late('2026-03-10 00:50'), {}, judged('2026-03-10 00:30'))).toEqual([]);
  });
  it('that is taken back lets the flag go on where it was', () => {
    const waiting = stored(reconciled(late('2026-03-10 19:50'), flagged), flagged).map((flag) =>
      flag.rule === 'TIM-02' ? { ...flag, pendingFrom: 'replied' as const } : flag,
    );
    expect(words(reconciled(open, waiting).filter((c) => c.rule === 'TIM-02'))).toEqual([
      'TIM-02 met_again → replied yellow',
    ]);
  });

  it('a withdrawal is never pending twice, and AMD-01 is asked once', () => {
    const told = late('2026-03-10 19:50');
    const after = stored(reconciled(told, flagged), flagged);
    expect(reconciled(told, after)).toEqual([]);
  });
  it('becoming true again ends the question, and doubt asks it again', () => {
    const told = late('2026-03-10 19:50');
    const pendingNow = stored(reconciled(told, flagged), flagged);
    const open11 = tell([accepted], '2026-03-11 00:10');
    const again = reconciled(open11, pendingNow);
    expect(words(again)).toContain('AMD-01 ended → resolved query');
    expect(words(again)).toContain('TIM-02 met_again → raised yellow');
    const afterwards = stored(again, pendingNow);
    expect(words(reconciled(told, afterwards).filter((c) => c.rule === 'AMD-01'))).toEqual([
      'AMD-01 met_again → raised query',
    ]);
  });
  it('a question that a person has closed is not asked again', () => {
    const told = late('2026-03-10 19:50');
    const closed: StandingFlag = {
      flagId: 9,
      caseId: 'c',
      rule: 'AMD-01',
      occurrence: 'TIM-02/e1',
      severity: 'query',
      status: 'closed',
      caseState: 'concluded',
      raisedAt: 0,
      facts: '',
    };
    expect(clears(told, {}, [...flagged, closed])).toEqual([
      'TIM-02 clearing_data_doubtful → withdrawal_pending yellow',
    ]);
  });
});

it('an amendment never clears a flag by itself', () => {
  const lines: Line[] = [
    accepted,
    concluded('2026-03-10 09:00'),
    ['amended', '2026-03-10 09:30', { eventId: 'e2', time: at('2026-03-09 17:00'), data: {} }],
  ];
  const late = stored(reconciled(tell(lines.slice(0, 2), '2026-03-10 09:10'), flagged), flagged);
  expect(words(reconciled(tell(lines, '2026-03-10 09:40'), late))).toEqual([
    'AMD-01 condition_met → raised query',
    'TIM-02 clearing_data_doubtful → withdrawal_pending yellow',
  ]);
});

it('voiding everything a case said is a correction too', () => {
  const told = tell(
    [
      accepted,
      [
        'voided_event',
        '2026-03-10 01:00',
        { eventId: 'e1', item: undefined, department: undefined, region: undefined } as never,
      ],
    ],
    '2026-03-10 02:00',
  );
  expect(words(reconciled(told, flagged))).toEqual([
    'AMD-01 condition_met → raised query',
    'TIM-02 clearing_data_doubtful → withdrawal_pending yellow',
  ]);
});
