import { defaultScreenSettings } from '#contract/screen';
import { describe, expect, it } from 'vitest';
import { settingsOfAddress } from './settingsOfAddress.ts';

const of = (query: string) => settingsOfAddress(new URLSearchParams(query));

describe('settingsOfAddress', () => {
  it('are the defaults of an address that asks for nothing', () => {
    expect(of('lang=en')).toEqual(defaultScreenSettings);
  });

  it('show one page, or several in turn for the seconds asked, leaving out the empty ones', () => {
    expect(of('page=hours').playlist).toMatchObject([
      { page: 'hours', dwellSeconds: 60, skipIfEmpty: false },
    ]);
    expect(of('playlist=overview,followup&dwell=15').playlist).toMatchObject([
      { page: 'overview', dwellSeconds: 15, skipIfEmpty: true },
      { page: 'followup', dwellSeconds: 15, skipIfEmpty: true },
    ]);
  });

  it('take the reading profile and the kind of map', () => {
    expect(of('profile=hall')).toMatchObject({ profile: 'hall', map: 'tiles' });
    expect(of('map=geo').map).toBe('geo');
    expect(of('map=globe').map).toBe('tiles');
  });

  it('take the panels of a video wall', () => {
    expect(of('panels=3x2').panels).toEqual({ columns: 3, rows: 2 });
    expect(of('panels=3').panels).toEqual({ columns: 1, rows: 1 });
  });

  it('take the light', () => {
    expect(of('dim=0.5').dim).toEqual({ from: '00:00', to: '24:00', level: 0.5 });
    expect(of('dim=0').dim).toBeNull();
  });

  it('pass over what does not exist', () => {
    expect(of('playlist=nothing&profile=far&dwell=1')).toEqual(defaultScreenSettings);
    expect(of('playlist=nothing,items&dwell=abc').playlist).toMatchObject([
      { page: 'items', dwellSeconds: 60 },
    ]);
  });
});
