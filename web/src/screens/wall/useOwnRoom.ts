import { replayRoom } from '#contract/replay';
import { computed, onBeforeUnmount, ref, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import { getSession } from '../../api/session.ts';
import { followScreen } from '../../live/followScreen.ts';
import { useScreen } from '../../stores/screen.ts';
import { useWall } from '../../stores/wall.ts';

const askAgainAfter = 5000;

const roomOfRegion = (region: string | null) => (region ? `wall:${region}` : 'wall');

/**
 * Finds out what this screen is and which room it may show: a paired screen that of its region; a person's browser that
 * of the address, else of the account. `home` is null until it is known; `enter` finds out anew.
 */
export function useOwnRoom() {
  const { locale } = useI18n();
  const route = useRoute();
  const screen = useScreen();
  const wall = useWall();
  const isKnown = ref(false);
  const personsRegion = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;

  const home = computed(() => {
    if (!isKnown.value) return null;
    const region = screen.own ? screen.own.region : personsRegion.value;
    return screen.replay
      ? replayRoom({ ...screen.replay, region: region ?? '' }, screen.replayed)
      : roomOfRegion(region);
  });

  function regionAsked(): string | undefined {
    return [route.params['region'], route.query['region']].find(
      (each): each is string => typeof each === 'string' && each !== '',
    );
  }
  async function enter() {
    isKnown.value = false;
    wall.leave();
    try {
      const wasPaired = screen.wasPaired();
      let account = wasPaired ? null : await getSession();
      await screen.load(account !== null);
      if (wasPaired && !screen.own) account = await getSession();
      personsRegion.value = screen.own ? null : (regionAsked() ?? account?.region ?? null);
      isKnown.value = !left;
    } catch {
      // a server that cannot say now whether this is a paired screen is asked until it can
      if (!left) timer = setTimeout(() => void enter(), askAgainAfter * (1 + Math.random()));
    }
  }

  watch(
    () => screen.own?.screenId,
    (id, _, onCleanup) => {
      if (id !== undefined) onCleanup(followScreen(id));
    },
    { immediate: true },
  );
  watch(
    () => screen.own?.settings.language,
    (language) => {
      if (language) locale.value = language;
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    left = true;
    clearTimeout(timer);
    screen.own = null;
    wall.leave();
  });
  return {
    home,
    enter,
    // what is played is one room: a page of another region would begin it anew
    roomOf: (region: string | null) =>
      region && screen.replay === null ? roomOfRegion(region) : (home.value ?? 'wall'),
  };
}
