import type { MapAnswer } from '#contract/map';
import { markRaw, onBeforeUnmount, shallowRef, watch } from 'vue';
import { getMap } from '../../api/maps.ts';
import { useScreen } from '../../stores/screen.ts';

const again = 30_000;

/**
 * The imported map while it is wanted; null until it is here, and when none was imported. A server that cannot answer
 * is asked again; another map is taken when the page is shown anew.
 */
export function useRegionMap(wanted: () => boolean) {
  const screen = useScreen();
  const map = shallowRef<MapAnswer | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;

  async function load() {
    try {
      const found = await getMap(screen.own !== null);
      if (!ended) map.value = found && markRaw(found);
    } catch {
      if (!ended && wanted()) timer = setTimeout(() => void load(), again);
    }
  }

  watch(
    wanted,
    (isWanted) => {
      clearTimeout(timer);
      if (isWanted) void load();
    },
    { immediate: true },
  );
  onBeforeUnmount(() => {
    ended = true;
    clearTimeout(timer);
  });
  return map;
}
