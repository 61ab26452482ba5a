import { describe, expect, it, test } from 'vitest';
import type { Role } from '#contract/account';
import { flagActions, type FlagAction } from '#contract/followup';
import type { Severity } from '#contract/rule';
import { builtInCalendar } from '../../catalogue/builtInCalendars.ts';
import { at } from '../../testing/scenario.ts';
import { workCalendar } from '../calendar/workCalendar.ts';
import { decideFollowup, isRefusal, type FollowupCommand } from './decideFollowup.ts';
import { evolveFollowup } from './evolveFollowup.ts';
import { besideNothing, type Followup } from './followup.ts';
import { defaultFollowupTerms as terms } from './followupTerms.ts';
import { allowedActions, type FollowedFlag } from './mayAct.ts';
import { passTime } from './passTime.ts';

const calendar = workCalendar(builtInCalendar('WEEKDAYS', 'Asia/Shanghai'));
const timIn: FollowedFlag = { rule: 'TIM-02', department: 'A', live: true };
const raised = (severity: Severity = 'yellow'): Followup => ({
  ...besideNothing(severity),
  status: 'raised',
});
const file = 'a'.repeat(64);

interface Doing {
  by?: string;
  role?: Role;
  flag?: FollowedFlag;
}

/** Monday 2 March 2026, a week without holidays on the plain calendar. */
function decided(followup: Followup, time: string, command: FollowupCommand, doing: Doing = {}) {
  const { role = 'inspector', by = role, flag = timIn } = doing;
  return decideFollowup(command, followup, { actor: by, role, now: at(time), flag, terms, calendar });
}
function done(followup: Followup, time: string, command: FollowupCommand, doing: Doing = {}): Followup {
  const event = decided(followup, time, command, doing);
  if (isRefusal(event)) throw new Error(event.detail);
  return evolveFollowup(followup, event);
}
function later(followup: Followup, time: string, heard = true): Followup {
  return passTime(followup, { now: at(time), terms, calendar, heard }).reduce(evolveFollowup, followup);
}

const office: Doing = { role: 'department', by: 'office' };
const sent = later(done(raised(), '2026-03-02 10:00', { action: 'send' }), '2026-03-02 10:01');
const replied = done(
  sent,
  '2026-03-03 09:00',
  { action: 'reply', cause: 'system_fault', text: '系统故障', attachments: [file] },
  office,
);
const confirmed = done(replied, '2026-03-04 09:00', {
  action: 'verdict',
  verdict: 'confirmed_delay',
  reason: '属实',
});
const reviewing = done(
  confirmed,
  '2026-03-05 09:00',
  { action: 'rectify', text: '已整改', attachments: [] },
  office,
);

describe('limits', () => {
  it('run in working days and end at 24:00', () => {
    expect(sent).toMatchObject({ status: 'sent', dueAt: at('2026-03-06 00:00'), owner: 'inspector' });
    expect(replied).toMatchObject({ status: 'replied', dueAt: at('2026-03-06 00:00') });
    expect(confirmed).toMatchObject({ dueAt: at('2026-03-19 00:00'), appealUntil: at('2026-03-12 00:00') });
    expect(reviewing).toMatchObject({ dueAt: at('2026-03-11 00:00') });
  });
  it('that run out climb the ladder, a rung at a time', () => {
    const rungs = passTime(sent, { now: at('2026-03-11 00:00'), terms, calendar, heard: true });
    expect(rungs.map(({ type, at: when }) => [type, when])).toEqual([
      ['limit_passed', at('2026-03-06 00:00')],
      ['limit_passed', at('2026-03-07 00:00')],
      ['limit_passed', at('2026-03-11 00:00')],
    ]);
  });
});

describe('a send', () => {
  const held = done(raised(), '2026-03-02 10:00', { action: 'send' }, { by: 'li' });
  it('is held ten seconds, in which its sender undoes it', () => {
    expect(decided(held, '2026-03-02 10:00:09', { action: 'undo' }, { by: 'li' })).toMatchObject({
      type: 'undone',
    });
    expect(decided(held, '2026-03-02 10:00:09', { action: 'undo' }, { by: 'wu' })).toMatchObject({
      code: 'conflict',
    });
    expect(decided(held, '2026-03-02 10:00:10', { action: 'undo' }, { by: 'li' })).toMatchObject({
      code: 'conflict',
    });
    expect(
      decided(
        held,
        '2026-03-02 10:00:05',
        { action: 'reply', cause: 'other', text: 'x', attachments: [] },
        office,
      ),
    ).toMatchObject({ code: 'conflict' });
  });
  it('that was delivered is recalled, until it is answered', () => {
    expect(done(sent, '2026-03-02 11:00', { action: 'recall', reason: '误发' })).toMatchObject({
      status: 'raised',
    });
    expect(decided(replied, '2026-03-03 11:00', { action: 'recall', reason: '误发' })).toMatchObject({
      code: 'conflict',
    });
  });
  it.each([
    ['an announcement', { ...timIn, rule: 'TIM-01' as const }, 'notice' as const],
    ['an information', { ...timIn, rule: 'DAT-01' as const }, 'info' as const],
    ['a flag without a department', { ...timIn, department: null }, 'yellow' as const],
  ])('of %s is refused', (_name, flag, severity) => {
    expect(decided(raised(severity), '2026-03-02 10:00', { action: 'send' }, { flag })).toMatchObject({
      code: 'conflict',
    });
  });
});

describe('silence', () => {
  const end = '2026-03-13 00:00';
  it('confirms TIM-02 after the reply limit and five working days, and says so', () => {
    expect(later(sent, '2026-03-12 23:59')).toMatchObject({ status: 'sent' });
    expect(later(sent, end)).toMatchObject({
      status: 'confirmed',
      verdict: { verdict: 'confirmed_delay', bySilence: true, at: at(end) },
      appealUntil: null,
    });
  });
  it('says nothing while the source is silent itself', () => {
    expect(later(sent, '2026-03-20 00:00', false)).toMatchObject({ status: 'sent' });
    expect(later(sent, '2026-03-20 09:00')).toMatchObject({ status: 'confirmed' });
  });
  it.each([
    ['a query', { ...timIn, rule: 'FAST-01' as const }, 'query' as const],
    ['another rule', { ...timIn, rule: 'ACC-01' as const }, 'yellow' as const],
    ['history', { ...timIn, live: false }, 'yellow' as const],
  ])('never confirms %s', (_name, flag, severity) => {
    const one = done(raised(severity), '2026-03-02 10:00', { action: 'send' }, { flag });
    expect(later(one, '2026-06-01 00:00')).toMatchObject({ status: 'sent', silentAt: null });
  });
  it('waits while an appeal does', () => {
    const contested = done(
      sent,
      '2026-03-05 09:00',
      { action: 'appeal', reason: '数据有误', attachments: [] },
      office,
    );
    expect(later(contested, '2026-03-20 00:00')).toMatchObject({ status: 'sent' });
  });
});

describe('a verdict', () => {
  const verdict = (v: 'confirmed_violation' | 'false_alarm' | 'data_problem' | 'objective_cause') =>
    ({ action: 'verdict', verdict: v, reason: 'x' }) as const;
  it.each([
    ['confirmed_violation', 'confirmed'],
    ['false_alarm', 'withdrawn'],
    ['data_problem', 'withdrawn'],
    ['objective_cause', 'closed'],
  ] as const)('%s leads to %s', (given, status) => {
    expect(done(replied, '2026-03-04 09:00', verdict(given))).toMatchObject({
      status,
      verdict: { verdict: given, by: 'inspector' },
    });
  });
  it('confirms nothing before the department was heard or has let its limit pass', () => {
    expect(decided(raised(), '2026-03-04 09:00', verdict('confirmed_violation'))).toMatchObject({
      code: 'conflict',
    });
    expect(decided(sent, '2026-03-04 09:00', verdict('confirmed_violation'))).toMatchObject({
      code: 'conflict',
    });
    expect(done(sent, '2026-03-06 09:00', verdict('confirmed_violation'))).toMatchObject({
      status: 'confirmed',
    });
    expect(done(raised(), '2026-03-04 09:00', verdict('false_alarm'))).toMatchObject({ status: 'withdrawn' });
  });
  it('makes a query yellow, or red where it says so, and nothing else', () => {
    const query = { ...replied, severity: 'query' } as Followup;
    expect(done(query, '2026-03-04 09:00', verdict('confirmed_violation')).severity).toBe('yellow');
    const red = { ...verdict('confirmed_violation'), severity: 'red' } as const;
    expect(done(query, '2026-03-04 09:00', red).severity).toBe('red');
    expect(done(query, '2026-03-04 09:00', verdict('false_alarm')).severity).toBe('query');
    expect(decided(replied, '2026-03-04 09:00', red)).toMatchObject({ code: 'invalid', path: 'severity' });
  });
});

describe('an order', () => {
  const orange = { action: 'order', level: 'orange', text: 'x', finishBy: '2026-03-12' } as const;
  it('of blue is issued by an inspector, of orange proposed to a supervisor', () => {
    expect(
      decided(confirmed, '2026-03-05 09:00', { action: 'order', level: 'blue', text: 'x' }),
    ).toMatchObject({
      type: 'order_issued',
    });
    expect(decided(confirmed, '2026-03-05 09:00', orange)).toMatchObject({ type: 'order_proposed' });
    expect(done(confirmed, '2026-03-05 09:00', orange, { role: 'supervisor' })).toMatchObject({
      status: 'rectifying',
      dueAt: at('2026-03-13 00:00'),
      order: { level: 'orange', state: 'issued' },
    });
  });
  it('cannot be finished by a day that is over', () => {
    expect(decided(confirmed, '2026-03-13 09:00', orange)).toMatchObject({
      code: 'invalid',
      path: 'finishBy',
    });
  });
});

describe('review and closure', () => {
  it('closes what passed its review, and nothing that did not', () => {
    expect(decided(reviewing, '2026-03-06 09:00', { action: 'close', text: 'x' })).toMatchObject({
      code: 'conflict',
    });
    const failed = done(reviewing, '2026-03-06 09:00', { action: 'review', passed: false, text: 'x' });
    expect(failed).toMatchObject({ status: 'rectifying', dueAt: at('2026-03-21 00:00') });
    const passed = done(reviewing, '2026-03-06 09:00', { action: 'review', passed: true, text: 'x' });
    expect(done(passed, '2026-03-06 09:01', { action: 'close', text: 'x' })).toMatchObject({
      status: 'closed',
    });
  });
});

describe('an appeal', () => {
  const contest: FollowupCommand = { action: 'appeal', reason: 'x', attachments: [] };
  const contested = done(confirmed, '2026-03-06 09:00', contest, office);
  const decide = (outcome: 'withdrawn' | 'upheld' | 'escalated') =>
    ({ action: 'decide-appeal', outcome, reason: 'x' }) as const;
  it('is heard within five working days of the verdict', () => {
    expect(decided(confirmed, '2026-03-12 00:00', contest, office)).toMatchObject({ code: 'conflict' });
    expect(decided(confirmed, '2026-03-11 23:59', contest, office)).toMatchObject({ type: 'appealed' });
  });
  it('lets everything else wait', () => {
    const may = (role: Role) =>
      allowedActions(contested, timIn, { actor: role, role, now: at('2026-03-06 10:00') });
    expect(may('department')).toEqual(['note']);
    expect(may('inspector')).toEqual(['decide-appeal', 'assign', 'hand-over', 'call', 'note']);
  });
  it('withdraws the flag, upholds it with a limit that begins anew, or goes to a supervisor', () => {
    expect(done(contested, '2026-03-09 09:00', decide('withdrawn'))).toMatchObject({ status: 'withdrawn' });
    const upheld = done(contested, '2026-03-09 09:00', decide('upheld'));
    expect(upheld).toMatchObject({ status: 'confirmed', appealUntil: null, dueAt: at('2026-03-24 00:00') });
    expect(decided(upheld, '2026-03-09 10:00', contest, office)).toMatchObject({ code: 'conflict' });
    const up = done(contested, '2026-03-09 09:00', decide('escalated'));
    expect(decided(up, '2026-03-09 10:00', decide('upheld'))).toMatchObject({ code: 'forbidden' });
    const chief: Doing = { role: 'supervisor' };
    expect(decided(up, '2026-03-09 10:00', decide('escalated'), chief)).toMatchObject({ code: 'invalid' });
    expect(done(up, '2026-03-09 10:00', decide('upheld'), chief)).toMatchObject({ status: 'confirmed' });
  });
});

describe('an exemption', () => {
  const ask = { action: 'exempt', reason: 'x', until: '2026-03-31' } as const;
  const asked = done(raised(), '2026-03-02 10:00', ask, { role: 'supervisor', by: 'zhao' });
  it('is approved by another supervisor, and expires at the end of its last day', () => {
    const yes = { action: 'approve', approved: true, reason: 'x' } as const;
    expect(decided(asked, '2026-03-02 11:00', yes)).toMatchObject({ code: 'forbidden' });
    expect(decided(asked, '2026-03-02 11:00', yes, { role: 'supervisor', by: 'zhao' })).toMatchObject({
      code: 'forbidden',
    });
    const exempt = done(asked, '2026-03-02 11:00', yes, { role: 'supervisor', by: 'qian' });
    expect(exempt).toMatchObject({ status: 'exempt', exempt: { until: at('2026-04-01 00:00') } });
    expect(later(exempt, '2026-03-31 23:59')).toMatchObject({ status: 'exempt' });
    expect(later(exempt, '2026-04-01 00:00')).toMatchObject({ status: 'resolved', decidedAt: null });
  });
  it('that is refused leaves the flag as it was', () => {
    const no = { action: 'approve', approved: false, reason: 'x' } as const;
    expect(done(asked, '2026-03-02 11:00', no, { role: 'supervisor', by: 'qian' })).toEqual(
      expect.objectContaining({ status: 'raised', exemption: null }),
    );
  });
});

const every = (role: Role, followup: Followup, time = '2026-03-05 12:00'): FlagAction[] =>
  allowedActions(followup, timIn, { actor: 'nobody', role, now: at(time) });

test.each<[string, Role, Followup, FlagAction[]]>([
  [
    'raised',
    'inspector',
    raised(),
    ['send', 'verdict', 'exempt', 'withdraw', 'assign', 'hand-over', 'call', 'note'],
  ],
  ['raised', 'department', raised(), ['note']],
  ['sent', 'department', sent, ['reply', 'appeal', 'note']],
  [
    'sent',
    'inspector',
    sent,
    ['recall', 'verdict', 'order', 'exempt', 'withdraw', 'assign', 'hand-over', 'remind', 'call', 'note'],
  ],
  ['replied', 'department', replied, ['note']],
  ['confirmed', 'department', confirmed, ['rectify', 'appeal', 'note']],
  ['confirmed', 'inspector', confirmed, ['order', 'exempt', 'assign', 'hand-over', 'remind', 'call', 'note']],
  ['reviewing', 'inspector', reviewing, ['review', 'exempt', 'assign', 'hand-over', 'call', 'note']],
  ['reviewing', 'department', reviewing, ['note']],
])('%s: a %s may', (_state, role, followup, expected) => {
  expect(every(role, followup)).toEqual(flagActions.filter((action) => expected.includes(action)));
});
