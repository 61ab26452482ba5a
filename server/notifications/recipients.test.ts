import { describe, expect, it } from 'vitest';
import { channelHears, isOfKind, recipientsOf, type Recipient } from './recipients.ts';

let serial = 0;
const account = (name: string, role: Recipient['role'], department: string | null = null): Recipient => ({
  accountId: (serial += 1),
  name,
  role,
  department,
  mail: 'off',
  muted: [],
});
const accounts = [
  account('li', 'department', 'A-H'),
  account('wang', 'department', 'A-H'),
  account('zhao', 'department', 'A-P'),
  account('chen', 'inspector'),
  account('sun', 'supervisor', 'A-H'),
];
const parents: Record<string, string> = { 'A-H-1': 'A-H', 'A-H-1-a': 'A-H-1', loop: 'pool', pool: 'loop' };
const told = (department: string | null, ...names: string[]): string[] =>
  recipientsOf({ kind: 'flag.sent', department, accounts: names }, accounts, (code) => parents[code]).map(
    ({ name }) => name,
  );

describe('people who are told', () => {
  it('are the officers of the department and nobody else who works there', () => {
    expect(told('A-H')).toEqual(['li', 'wang']);
  });
  it('are those of the nearest department above where it has no officers', () => {
    expect(told('A-H-1')).toEqual(['li', 'wang']);
    expect(told('A-H-1-a')).toEqual(['li', 'wang']);
  });
  it('are nobody where no department above has officers either', () => {
    expect(told('B-H')).toEqual([]);
    expect(told('loop')).toEqual([]);
  });
  it('are those named, once, wherever they belong', () => {
    expect(told(null, 'chen', 'nobody')).toEqual(['chen']);
    expect(told('A-H', 'chen', 'li')).toEqual(['li', 'wang', 'chen']);
  });
});

it.each([
  ['order.issued', ['order'], true],
  ['order.issued', ['order.issued'], true],
  ['order.issued', ['order.refused', 'flag'], false],
  ['mention', ['mention'], true],
  ['orders.issued', ['order'], false],
])('%s is one of %j: %s', (kind, kinds, expected) => expect(isOfKind(kind, kinds)).toBe(expected));

describe('a channel hears', () => {
  const isWithin = (code: string, ancestors: readonly string[]) =>
    ancestors.some((ancestor) => code === ancestor || code.startsWith(`${ancestor}-`));
  const hears = (channel: string | null, department: string | null, ...names: string[]): boolean =>
    channelHears(
      { department: channel, kinds: [] },
      { kind: 'flag.sent', department, accounts: names },
      isWithin,
    );

  it('of its department and those below it', () => {
    expect(hears('A-H', 'A-H')).toBe(true);
    expect(hears('A-H', 'A-H-1')).toBe(true);
    expect(hears('A-H-1', 'A-H')).toBe(false);
    expect(hears('A-P', 'A-H', 'li')).toBe(false);
  });
  it('of everything but what is meant for people by name, when it serves the whole office', () => {
    expect(hears(null, 'A-H', 'li')).toBe(true);
    expect(hears(null, null)).toBe(true);
    expect(hears(null, null, 'chen')).toBe(false);
    expect(hears('A-H', null)).toBe(false);
  });
  it('of the kinds that it asked for', () => {
    const orders = { department: null, kinds: ['order'] };
    const sent = { kind: 'flag.sent', department: 'A-H', accounts: [] };
    expect(channelHears(orders, sent, isWithin)).toBe(false);
    expect(channelHears(orders, { ...sent, kind: 'order.issued' }, isWithin)).toBe(true);
  });
});
