import { onBeforeUnmount, onMounted } from 'vue';

/** Keeps the display on, where the browser lets a page ask for it; asked again each time the page is seen again. */
export function useWakeLock(): void {
  let lock: WakeLockSentinel | undefined;
  let left = false;

  async function ask() {
    if (document.hidden || !('wakeLock' in navigator)) return;
    // refused on battery, or by policy: the operator's own settings then decide
    const given = await navigator.wakeLock.request('screen').catch(() => undefined);
    if (left) void given?.release();
    else lock = given;
  }

  onMounted(() => {
    void ask();
    document.addEventListener('visibilitychange', ask);
  });
  onBeforeUnmount(() => {
    left = true;
    document.removeEventListener('visibilitychange', ask);
    void lock?.release();
  });
}
