import { shallowRef, watch } from 'vue';
import { getTestPlaces } from '../../api/firstRun.ts';
import type { FirstRun } from '../../api/firstRun.ts';
import { testPlace } from './testEvents.ts';
import type { TestPlace } from './testEvents.ts';

/** Of what a test case can be, looked up again when the catalogue has grown; undefined until there is something. */
export function useTestPlace(state: () => FirstRun) {
  const place = shallowRef<TestPlace | undefined>(undefined);
  watch(
    () => `${state().catalogue.items} ${state().catalogue.departments}`,
    async () => {
      const places = await getTestPlaces().catch(() => null);
      if (places) place.value = testPlace(places);
    },
    { immediate: true },
  );
  return place;
}
