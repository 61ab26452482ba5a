import { defaultScreenSettings } from '#contract/screen';
import type { ScreenSettings } from '#contract/screen';
import { expect, it } from 'vitest';
import { settingsFaults } from './settingsFaults.ts';

const regions = [{ code: '500112' }];
const draft = (change: Partial<ScreenSettings> = {}) => ({
  name: '大厅',
  region: '500112',
  settings: { ...defaultScreenSettings, ...change },
});
const [entry] = defaultScreenSettings.playlist;
const playing = (change: object) => draft({ playlist: [{ ...entry!, ...change }] });

it('finds nothing wrong with how a new screen is set', () => {
  expect(settingsFaults(draft(), regions)).toEqual({});
});

it('accepts hours over midnight', () => {
  expect(settingsFaults(draft({ dim: { from: '22:00', to: '06:30', level: 0.4 } }), regions)).toEqual({});
});

it.each([
  ['name', { ...draft(), name: ' ' }],
  ['region', { ...draft(), region: '渝' }],
  ['settings.playlist', draft({ playlist: [] })],
  ['settings.playlist.0.dwellSeconds', playing({ dwellSeconds: 4 })],
  ['settings.playlist.0.dwellSeconds', playing({ dwellSeconds: Number.NaN })],
  ['settings.playlist.0.region', playing({ region: '渝' })],
  ['settings.playlist.0.hours', playing({ hours: { from: '08:30', to: '' } })],
  ['settings.widthMetres', draft({ widthMetres: 0 })],
  ['settings.distanceMetres', draft({ distanceMetres: 1000 })],
  ['settings.panels', draft({ panels: { columns: 9, rows: 1 } })],
  ['settings.dim', draft({ dim: { from: '20:00', to: '20:00', level: 0.5 } })],
  ['settings.dim.level', draft({ dim: { from: '20:00', to: '06:00', level: 0.1 } })],
  [
    'settings.tones.quiet',
    draft({ tones: { severities: ['red'], quiet: { from: '', to: '' }, volume: 0.5 } }),
  ],
  ['settings.tones.volume', draft({ tones: { severities: ['red'], quiet: null, volume: 3 } })],
])('says at %s what is wrong', (path, wrong) => {
  expect(Object.keys(settingsFaults(wrong, regions))).toEqual([path]);
});
