import { nextTick, onBeforeUnmount, onMounted, ref } from 'vue';
import type { Ref } from 'vue';
import { nextTask } from '../../charts/nextTask.ts';

/**
 * How many of a page's parts are there: 1 at once, then one more with each frame. Put up together they would hold up the
 * page for longer than a tenth of a second, the first picture and whatever else moves.
 */
export function useStages(last: number): Readonly<Ref<number>> {
  const stage = ref(1);
  let frame = 0;
  let left = false;
  function wait() {
    frame = requestAnimationFrame(() => nextTask(() => void advance()));
  }
  async function advance() {
    if (left) return;
    stage.value += 1;
    await nextTick();
    if (!left && stage.value < last) wait();
  }
  onMounted(wait);
  onBeforeUnmount(() => {
    left = true;
    cancelAnimationFrame(frame);
  });
  return stage;
}
