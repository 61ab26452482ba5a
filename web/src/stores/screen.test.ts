import { defaultScreenSettings } from '#contract/screen';
import type { OwnScreen } from '#contract/screen';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useScreen } from './screen.ts';

const hall: OwnScreen = {
  screenId: 7,
  name: '大厅',
  region: null,
  settings: defaultScreenSettings,
  build: 'a',
};

describe('the screen store', () => {
  beforeEach(() => {
    vi.stubGlobal('location', { search: '?profile=room' });
    setActivePinia(createPinia());
    return () => vi.unstubAllGlobals();
  });

  it("is set by the address in a person's browser and by the desk on a paired screen", () => {
    const screen = useScreen();
    expect(screen.settings.profile).toBe('room');
    screen.own = hall;
    expect(screen.settings).toEqual(defaultScreenSettings);
    const settings = { ...defaultScreenSettings, interrupt: false };
    screen.hear({ topic: 'screen:settings', settings, region: '500112', name: '渝北' });
    expect(screen.own).toMatchObject({ screenId: 7, name: '渝北', region: '500112' });
    expect(screen.settings.interrupt).toBe(false);
  });

  it('obeys the desk', () => {
    const screen = useScreen();
    screen.hear({ topic: 'screen:command', command: { command: 'pin', page: 'items' } });
    expect(screen.pinned).toBe('items');
    screen.hear({ topic: 'screen:command', command: { command: 'unpin' } });
    expect(screen.pinned).toBeNull();
    screen.hear({ topic: 'screen:command', command: { command: 'next' } });
    screen.hear({ topic: 'screen:command', command: { command: 'next' } });
    expect(screen.turnsAsked).toBe(2);
    screen.hear({ topic: 'screen:command', command: { command: 'replay', from: 1, to: 2, speed: 60 } });
    expect(screen.replay).toEqual({ from: '1', to: '2', speed: 60 });
    screen.hear({ topic: 'screen:command', command: { command: 'live' } });
    expect(screen.replay).toBeNull();
  });
});
