import type { ReplayWish } from '#contract/replay';
import type { OwnScreen, ScreenChange, ScreenCommand, ScreenSettings, WallPage } from '#contract/screen';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { getOwnScreen } from '../api/ownScreen.ts';
import { replayOfAddress } from './replayOfAddress.ts';
import { settingsOfAddress } from './settingsOfAddress.ts';

/** The credential itself no script can see. */
const pairedMark = 'duban.screen';

type Replay = Omit<ReplayWish, 'region'>;

/** This screen: a paired device or a person's browser, how it is set, and what its playlist shows. */
export const useScreen = defineStore('screen', () => {
  /** null: not a paired screen. */
  const own = shallowRef<OwnScreen | null>(null);
  const fromAddress = shallowRef<ScreenSettings>(settingsOfAddress(new URLSearchParams(location.search)));
  const settings = computed<ScreenSettings>(() => own.value?.settings ?? fromAddress.value);

  /** The page that is shown; changed by the playlist alone. */
  const page = ref<WallPage>('overview');
  /** The page that stays until it is let go; it ends with a reload, so that none is held for weeks by mistake. */
  const pinned = ref<WallPage | null>(null);
  /** How often somebody elsewhere asked for the next page, and for the screen to say which one it is. */
  const turnsAsked = ref(0);
  const identified = ref(0);
  const reloadAsked = ref(false);
  /** The past it plays; null: it shows the present. */
  const replay = shallowRef<Replay | null>(null);
  /** How often somebody asked to see it once more. */
  const replayed = ref(0);

  /** Whether it was one when it last asked. */
  const wasPaired = () => localStorage.getItem(pairedMark) !== null;

  /**
   * @param isPerson known to be no paired screen: asking would only be refused
   * @throws Problem when the server cannot say whether it is one
   */
  async function load(isPerson: boolean) {
    own.value = isPerson ? null : await getOwnScreen();
    if (own.value !== null) return localStorage.setItem(pairedMark, '');
    localStorage.removeItem(pairedMark);
    const query = new URLSearchParams(location.search);
    fromAddress.value = settingsOfAddress(query);
    replay.value = replayOfAddress(query);
  }

  function obey(command: ScreenCommand) {
    if (command.command === 'pin') pinned.value = command.page;
    else if (command.command === 'unpin') pinned.value = null;
    else if (command.command === 'next') turnsAsked.value += 1;
    else if (command.command === 'reload') reloadAsked.value = true;
    else if (command.command === 'identify') identified.value += 1;
    else if (command.command === 'replay')
      replay.value = { from: String(command.from), to: String(command.to), speed: command.speed };
    else if (command.command === 'live') replay.value = null;
  }

  function hear(change: ScreenChange) {
    if (change.topic === 'screen:command') obey(change.command);
    else if (change.topic === 'screen:settings' && own.value)
      own.value = { ...own.value, settings: change.settings, region: change.region, name: change.name };
  }

  return {
    own,
    settings,
    page,
    pinned,
    turnsAsked,
    identified,
    reloadAsked,
    replay,
    replayed,
    wasPaired,
    load,
    hear,
  };
});
