import { describe, expect, it } from 'vitest';
import { source } from '../../testing/wallState.ts';
import { sourceBadges } from './sourceBadges.ts';

const now = Date.parse('2026-11-23T02:10:00Z');
const say = (sources: Parameters<typeof sourceBadges>[0]) =>
  sourceBadges(
    sources,
    now,
    (key, named) => `${key.replace('source.', '')} ${Object.values(named).join(' ')}`.trim(),
    (ms) => `${ms / 60_000}分`,
  );

describe('sourceBadges', () => {
  it('name living sources with the age of their last word, silent ones last', () => {
    const { badges, unnamed } = say([source(1), source(2, { staleSince: '2026-11-23T02:00:00Z' })]);
    expect(badges).toEqual([
      { text: 'heard 源1 10分', lacking: false },
      { text: 'silent 源2 10分', lacking: true },
    ]);
    expect(unnamed).toBe(false);
  });

  it('sum up the living where they do not all fit, never the silent one', () => {
    const sources = [
      ...Array.from({ length: 40 }, (_, index) => source(index)),
      source(99, { staleSince: '2026-11-23T02:00:00Z' }),
    ];
    const { badges } = say(sources);
    expect(badges.at(-1)).toEqual({ text: 'silent 源99 10分', lacking: true });
    expect(badges.at(-2)?.text).toMatch(/^(others|alive) \d+ 10分$/);
  });

  it('say so when more are silent than can be named', () => {
    const sources = Array.from({ length: 9 }, (_, index) =>
      source(index, { staleSince: '2026-11-23T02:00:00Z' }),
    );
    expect(say(sources)).toEqual({ badges: [{ text: 'silentMany 9', lacking: true }], unnamed: true });
  });

  it('say of how many cases figures are short, by source, or in all where the names do not fit', () => {
    const short = (sourceId: number) => source(sourceId, { notCounted: 1000 + sourceId });
    expect(say([source(1), short(2)]).badges).toEqual([
      { text: 'heard 源1 10分', lacking: false },
      { text: 'notCounted 源2 1002', lacking: true },
    ]);
    const { badges } = say([short(1), short(2), short(3), source(9, { staleSince: '2026-11-23T02:00:00Z' })]);
    expect(badges.slice(-2)).toEqual([
      { text: 'silent 源9 10分', lacking: true },
      { text: 'notCountedMany 3006', lacking: true },
    ]);
  });

  it('say that no source is registered', () => {
    expect(say([]).badges).toEqual([{ text: 'none', lacking: true }]);
  });
});
