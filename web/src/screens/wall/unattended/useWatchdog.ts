import { onBeforeUnmount, onMounted } from 'vue';
import { heapOf } from '../../../format/heapOf.ts';
import { isInTrouble, lookEvery } from './watchdog.ts';

/** Asks for one frame at each look: a page that draws nothing all the time pays nothing for being watched. */
export function useWatchdog(onTrouble: () => void): void {
  let timer: ReturnType<typeof setInterval> | undefined;
  let frame: number | undefined;
  let missed = 0;

  function look() {
    // a page that nobody sees is given no frames
    if (document.hidden || frame === undefined) missed = 0;
    else missed += 1;
    frame ??= requestAnimationFrame(() => (frame = undefined));
    if (!isInTrouble(missed, heapOf(performance))) return;
    missed = 0;
    onTrouble();
  }

  onMounted(() => (timer = setInterval(look, lookEvery)));
  onBeforeUnmount(() => {
    clearInterval(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
  });
}
