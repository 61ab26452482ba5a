import type { ScreenSettings } from '#contract/screen';

/** Keys of what is wrong, of `fleet.fault`, by path: `name`, `settings.playlist.0.dwellSeconds`. */
export type SettingsFaults = Readonly<Record<string, string>>;

export interface ScreenDraft {
  name: string;
  region: string | null;
  settings: ScreenSettings;
}

const time = /^([01]\d|2[0-3]):[0-5]\d$/;
const isHours = (hours: { from: string; to: string }): boolean =>
  time.test(hours.from) && time.test(hours.to) && hours.from !== hours.to;
const isBetween = (value: number, least: number, most: number): boolean => value >= least && value <= most;
const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && isBetween(value, least, most);

/** What the server would refuse of a draft, so that it is said before it is sent. */
export function settingsFaults(draft: ScreenDraft, regions: readonly { code: string }[]): SettingsFaults {
  const { name, region, settings } = draft;
  const faults: Record<string, string> = {};
  const check = (path: string, key: string, isFine: boolean) => {
    if (!isFine) faults[path] = key;
  };
  const isRegion = (code: string | null) => code === null || regions.some((one) => one.code === code);

  check('name', 'name', name.trim() !== '' && name.trim().length <= 64);
  check('region', 'region', isRegion(region));
  check('settings.playlist', 'playlist', settings.playlist.length > 0);
  settings.playlist.forEach((entry, index) => {
    const at = `settings.playlist.${index}`;
    check(`${at}.dwellSeconds`, 'dwell', isWhole(entry.dwellSeconds, 5, 3600));
    check(`${at}.region`, 'region', isRegion(entry.region));
    check(`${at}.hours`, 'hours', entry.hours === null || isHours(entry.hours));
  });
  const { widthMetres, distanceMetres, panels, dim, tones } = settings;
  check('settings.widthMetres', 'metres', widthMetres === null || isBetween(widthMetres, 0.2, 100));
  check('settings.distanceMetres', 'metres', distanceMetres === null || isBetween(distanceMetres, 0.3, 200));
  check('settings.panels', 'panels', isWhole(panels.columns, 1, 8) && isWhole(panels.rows, 1, 8));
  check('settings.dim', 'hours', dim === null || isHours(dim));
  check('settings.dim.level', 'level', dim === null || isBetween(dim.level, 0.2, 1));
  check('settings.tones.quiet', 'hours', !tones?.quiet || isHours(tones.quiet));
  check('settings.tones.volume', 'volume', tones === null || isBetween(tones.volume, 0, 1));
  return faults;
}
