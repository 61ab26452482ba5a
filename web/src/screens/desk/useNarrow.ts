import { onBeforeUnmount, ref } from 'vue';
import type { Ref } from 'vue';

/** Whether the page is as narrow as a phone: rows become cards. */
export function useNarrow(): Ref<boolean> {
  const media = matchMedia('(max-width: 719px)');
  const narrow = ref(media.matches);
  const look = () => {
    narrow.value = media.matches;
  };
  media.addEventListener('change', look);
  onBeforeUnmount(() => media.removeEventListener('change', look));
  return narrow;
}
