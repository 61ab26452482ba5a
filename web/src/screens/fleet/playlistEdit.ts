import type { PlaylistEntry } from '#contract/screen';

type Playlist = readonly PlaylistEntry[];

export const longestPlaylist = 30;

const firstEntry: PlaylistEntry = {
  page: 'overview',
  dwellSeconds: 30,
  region: null,
  hours: null,
  skipIfEmpty: true,
};

export const withEntry = (playlist: Playlist): PlaylistEntry[] => [...playlist, firstEntry];

export const withoutEntry = (playlist: Playlist, index: number): PlaylistEntry[] =>
  playlist.filter((_, at) => at !== index);

export const withChange = (
  playlist: Playlist,
  index: number,
  change: Partial<PlaylistEntry>,
): PlaylistEntry[] => playlist.map((entry, at) => (at === index ? { ...entry, ...change } : entry));

/** Where an entry lies after it was moved by so many places; it never leaves the list. */
export const placeAfter = (playlist: Playlist, index: number, by: number): number =>
  Math.max(0, Math.min(playlist.length - 1, index + by));

export function withMove(playlist: Playlist, index: number, by: number): PlaylistEntry[] {
  const moved = playlist[index];
  if (!moved) return [...playlist];
  const rest = withoutEntry(playlist, index);
  const place = placeAfter(playlist, index, by);
  return [...rest.slice(0, place), moved, ...rest.slice(place)];
}
