import { describe, expect, it } from 'vitest';
import { followupViews } from './followupViews.ts';

const shown = (width: number, height: number) => {
  const { compact, aside, views } = followupViews({ width, height }, 7);
  return { compact, aside, views: views.map(({ panels }) => panels.join(' ')) };
};
const all = ['states oldest silent'];

describe('what the page of follow-up has room for', () => {
  it('is all at once to those who stand near, the lists side by side where it is wide', () => {
    expect(shown(188, 99)).toEqual({ compact: false, aside: true, views: all });
    expect(shown(380, 99)).toEqual({ compact: false, aside: true, views: all });
    expect(shown(104, 178)).toEqual({ compact: false, aside: false, views: all });
  });

  it('is less in the tiles, then one list after the other, from farther away', () => {
    expect(shown(68, 118)).toEqual({ compact: true, aside: false, views: all });
    expect(shown(124, 63)).toEqual({
      compact: true,
      aside: false,
      views: ['states oldest', 'states silent'],
    });
  });

  it('makes way for a seam between panels: tiles end before it, lists begin behind', () => {
    const crossed = (...seams: number[]) => followupViews({ width: 188, height: 99 }, 7, seams);
    expect(crossed(28, 64)).toMatchObject({ compact: true, aside: true, statesHeight: 27.2 });
    expect(crossed(36)).toMatchObject({ compact: false, statesHeight: 35.2 });
    expect(crossed(46)).toMatchObject({ compact: false, statesHeight: null });
    expect(crossed()).toMatchObject({ compact: false, statesHeight: null });
  });

  it('is one panel after the other from the end of a hall', () => {
    expect(shown(83, 41).views).toEqual(['states', 'oldest', 'silent']);
    expect(shown(45, 77).views).toEqual(['states', 'oldest', 'silent']);
  });
});
