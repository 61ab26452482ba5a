import { wallPages } from '#contract/screen';
import type { PlaylistEntry } from '#contract/screen';
import { describe, expect, it } from 'vitest';
import { placeAfter, withChange, withEntry, withMove, withoutEntry } from './playlistEdit.ts';

const playlist: PlaylistEntry[] = wallPages.slice(0, 3).map((page) => ({
  page,
  dwellSeconds: 30,
  region: null,
  hours: null,
  skipIfEmpty: false,
}));
const pages = (entries: readonly PlaylistEntry[]) => entries.map(({ page }) => page);

describe('a playlist', () => {
  it('takes another entry at its end', () => {
    expect(withEntry(playlist)).toHaveLength(4);
    expect(withEntry(playlist)[3]).toMatchObject({ page: 'overview' });
  });

  it('loses an entry, and changes one', () => {
    expect(pages(withoutEntry(playlist, 1))).toEqual(['overview', 'departments']);
    expect(withChange(playlist, 1, { dwellSeconds: 5 }).map(({ dwellSeconds }) => dwellSeconds)).toEqual([
      30, 5, 30,
    ]);
  });

  it.each([
    [0, 1, ['hours', 'overview', 'departments']],
    [2, -1, ['overview', 'departments', 'hours']],
    [2, -2, ['departments', 'overview', 'hours']],
    [0, -1, ['overview', 'hours', 'departments']],
    [2, 1, ['overview', 'hours', 'departments']],
  ])('moves entry %i by %i and never out of itself', (index, by, moved) => {
    const after = withMove(playlist, index, by);
    expect(pages(after)).toEqual(moved);
    expect(after[placeAfter(playlist, index, by)]).toBe(playlist[index]);
  });
});
