import { describe, expect, it } from 'vitest';
import { region, source, wallState } from '../../testing/wallState.ts';
import { silence } from './silence.ts';
import { silentRegions } from './silentRegions.ts';

const since = '2026-11-23T01:00:00.000Z';

describe('silence', () => {
  it('believes the source that names the place over one for everything', () => {
    const isSilent = silence([source(1), source(2, { regions: ['A'], staleSince: since })], new Set());
    expect(isSilent('A', 'A-GA')).toBe(true);
    expect(isSilent('B', 'B-GA')).toBe(false);
  });

  it('hatches nothing while one of several sources of a place still speaks', () => {
    const isSilent = silence([source(1), source(2, { staleSince: since })], new Set());
    expect(isSilent('A', 'A-GA')).toBe(false);
  });

  it('takes a source of the whole city as one for everything', () => {
    const isSilent = silence([source(1, { regions: ['C'], staleSince: since })], new Set(['C']));
    expect(isSilent('A', 'A-GA')).toBe(true);
  });

  it('says nothing where no source is registered', () => {
    expect(silence([], new Set())('A', 'A-GA')).toBe(false);
  });
});

describe('silentRegions', () => {
  it('are those where no department can be heard', () => {
    const state = wallState({
      regions: [region('A'), region('B'), region('D')],
      sources: [
        source(1, { departments: ['A-GA', 'B-GA'], staleSince: since }),
        source(2, { departments: ['A-ZJ'] }),
      ],
    });
    expect([...silentRegions(state)]).toEqual([1]);
  });
});
