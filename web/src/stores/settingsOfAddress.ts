import { defaultScreenSettings, readingProfiles, wallPages } from '#contract/screen';
import type { PlaylistEntry, ScreenSettings, WallPage } from '#contract/screen';

const [firstEntry] = defaultScreenSettings.playlist;
const dwellBounds = { least: 5, most: 3600 };

const isPage = (text: string): text is WallPage => wallPages.some((page) => page === text);

/**
 * Settings of a wall in a person's browser: the defaults, and what its address asks for: `?page=hours`,
 * `?playlist=overview,hours`, `?dwell=30` (seconds), `?profile=room`, `?map=geo`, `?panels=3x3` (columns and rows of a
 * video wall), `?dim=0.5` (of full light, all day). What it does not understand it passes over.
 */
export function settingsOfAddress(query: URLSearchParams): ScreenSettings {
  const asked = query.get('page') ?? query.get('playlist') ?? '';
  const pages = asked.split(',').filter(isPage);
  const dwell = Number(query.get('dwell'));
  const [, columns, rows] = /^([1-9])x([1-9])$/.exec(query.get('panels') ?? '') ?? [];
  const level = Number(query.get('dim'));
  const profile = readingProfiles.find((each) => each === query.get('profile'));
  const entry = (page: WallPage): PlaylistEntry => ({
    page,
    dwellSeconds:
      dwell >= dwellBounds.least && dwell <= dwellBounds.most ? dwell : (firstEntry?.dwellSeconds ?? 60),
    region: null,
    hours: null,
    skipIfEmpty: pages.length > 1,
  });
  return {
    ...defaultScreenSettings,
    profile: profile ?? defaultScreenSettings.profile,
    panels: columns && rows ? { columns: Number(columns), rows: Number(rows) } : defaultScreenSettings.panels,
    dim: level >= 0.2 && level < 1 ? { from: '00:00', to: '24:00', level } : defaultScreenSettings.dim,
    map: query.get('map') === 'geo' ? 'geo' : defaultScreenSettings.map,
    playlist: pages.length > 0 ? pages.map(entry) : defaultScreenSettings.playlist,
  };
}
