import { onBeforeUnmount, onMounted } from 'vue';

const lookEvery = 10_000;

/** Looks for what is new while somebody sees the page. */
export function useLooking(look: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  onMounted(() => {
    timer = setInterval(() => {
      if (document.visibilityState === 'visible') look();
    }, lookEvery);
  });
  onBeforeUnmount(() => clearInterval(timer));
}
