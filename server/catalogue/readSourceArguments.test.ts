import { describe, expect, it } from 'vitest';
import { readSourceArguments } from './readSourceArguments.ts';

describe('the arguments of duban source', () => {
  it('takes scope and traits, each code by itself', () => {
    const line =
      'add housing --namespace wabo --lenient --delay 2 --precision day --department A --department B';
    expect(readSourceArguments(line.split(' '))).toEqual({
      action: 'add',
      name: 'housing',
      namespace: 'wabo',
      mapping: undefined,
      uri: undefined,
      settings: { lenient: true, delayWorkdays: 2, precision: 'day', departments: ['A', 'B'] },
    });
  });

  it('trusts the due dates of a past log', () => {
    expect(readSourceArguments(['add', 'log', '--historical'])).toMatchObject({
      settings: { historical: true, trustDueDates: true },
    });
  });

  it.each([
    ['', '"source " is no command'],
    ['ad housing', '"source ad" is no command'],
    ['add', 'needs the NAME'],
    ['add a b', 'does not take "b"'],
    ['add a --delay soon', '--delay "soon"'],
    ['add a --delay=-1', '--delay "-1"'],
    ['add a --precision hour', '--precision "hour" is none of second, minute, day'],
    ['add a --colour red', "Unknown option '--colour'"],
    ['revoke a --lenient', '"source revoke" has no option --lenient'],
    ['list a', 'does not take "a"'],
    ['list --format xml', '--format "xml" is none of text, json'],
  ])('refuses "%s" with a sentence', (line, sentence) => {
    expect(() => readSourceArguments(line.split(' ').filter((word) => word !== ''))).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(sentence) }),
    );
  });
});
