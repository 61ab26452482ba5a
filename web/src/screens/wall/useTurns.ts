import { computed, onBeforeUnmount, onMounted, ref } from 'vue';
import type { Ref } from 'vue';

/** Which of several views is shown: each for its own seconds, in turn, and the next one on demand. */
export function useTurns<View extends { seconds: number }>(views: Readonly<Ref<readonly View[]>>) {
  const turn = ref(0);
  const index = computed(() => (views.value.length === 0 ? 0 : turn.value % views.value.length));
  const view = computed(() => views.value[index.value]);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function wait() {
    clearTimeout(timer);
    timer = setTimeout(next, (view.value?.seconds ?? 15) * 1000);
  }
  function next() {
    turn.value = index.value + 1;
    wait();
  }

  onMounted(wait);
  onBeforeUnmount(() => clearTimeout(timer));
  return { index, view, next };
}
