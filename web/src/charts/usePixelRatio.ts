import { onBeforeUnmount, onMounted } from 'vue';

/** Calls when a screen was dragged to another monitor, which changes its pixel ratio without changing its size. */
export function usePixelRatio(changed: () => void): void {
  let ratio: MediaQueryList | undefined;
  function follow() {
    ratio?.removeEventListener('change', onChange);
    ratio = matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
    ratio.addEventListener('change', onChange);
  }
  function onChange() {
    follow();
    changed();
  }
  onMounted(follow);
  onBeforeUnmount(() => ratio?.removeEventListener('change', onChange));
}
