import { toFigures } from '#contract/figureVector';
import { describe, expect, it } from 'vitest';
import { comparisonNote } from './comparisonNote.ts';

const t = (key: string, values: Record<string, string> = {}) => [key, ...Object.values(values)].join(' ');
const yesterday = { submitted: 80, concluded: 0, hours: [], alike: true };
const state = { figures: toFigures([100, 10]), lastWeek: { submitted: 50, concluded: 5 }, yesterday };
const note = (extra: Partial<typeof state>, both = false) =>
  comparisonNote({ ...state, ...extra }, 'submitted', { t, weekday: 'Mon', both });

describe('comparisonNote', () => {
  it('compares with yesterday where the two days are alike', () => {
    expect(note({})).toBe('figure.yesterday +25%');
    expect(note({ yesterday: { ...yesterday, alike: false } })).toBe('figure.lastWeek Mon +100%');
  });

  it('says both where there is room', () => {
    expect(note({}, true)).toBe('figure.yesterday +25%\u2003figure.lastWeek Mon +100%');
  });

  it('takes what is known, and says so where nothing is', () => {
    const nothing = { t, weekday: 'Mon', both: false };
    expect(comparisonNote({ ...state, lastWeek: null }, 'submitted', nothing)).toBe('figure.yesterday +25%');
    expect(comparisonNote({ ...state, yesterday: null }, 'submitted', nothing)).toBe(
      'figure.lastWeek Mon +100%',
    );
    expect(comparisonNote({ ...state, yesterday: null, lastWeek: null }, 'submitted', nothing)).toBe(
      'figure.noLastWeek Mon',
    );
    expect(comparisonNote(state, 'concluded', nothing)).toBe('figure.lastWeek Mon +100%');
  });
});
