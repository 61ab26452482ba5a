import { onBeforeUnmount, onMounted } from 'vue';
import { useDeskLink } from '../../stores/deskLink.ts';
import { useFlagList } from '../../stores/flagList.ts';

const askEvery = 10_000;
/** However much happens in the city, a desk asks no more often than this. */
const restAfterAsking = 2000;

/**
 * Keeps the list's "n updated" true while somebody sees the page: what is heard of is asked for, and as long as nothing
 * can be heard the list asks by itself.
 */
export function useLooking(): void {
  const link = useDeskLink();
  const list = useFlagList();
  let resting: ReturnType<typeof setTimeout> | undefined;
  let waiting = false;

  function look() {
    waiting = true;
    if (resting !== undefined || document.visibilityState !== 'visible') return;
    waiting = false;
    void list.look();
    resting = setTimeout(() => {
      resting = undefined;
      if (waiting) look();
    }, restAfterAsking);
  }
  const lookAtLast = () => {
    if (waiting) look();
  };
  const stop = link.listen((heard) => {
    if (list.hear(heard)) look();
  });
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(() => link.state !== 'live' && look(), askEvery);
    document.addEventListener('visibilitychange', lookAtLast);
  });
  onBeforeUnmount(() => {
    stop();
    clearInterval(timer);
    clearTimeout(resting);
    document.removeEventListener('visibilitychange', lookAtLast);
  });
}
