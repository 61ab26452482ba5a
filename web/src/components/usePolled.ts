import { Problem } from '#contract/problem';
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue';

/**
 * What the server answers, asked at once and then every `every` ms while the page is looked at. The last answer stays
 * while the server is away; of questions that overtake each other only the newest counts.
 */
export function usePolled<Answer>(read: () => Promise<Answer>, every: number) {
  const answer = shallowRef<Answer | null>(null);
  const problem = shallowRef<Problem | null>(null);
  /** When the answer came, by this machine's clock, epoch ms. */
  const at = ref(Date.now());
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  async function look(): Promise<void> {
    const question = ++asked;
    clearTimeout(timer);
    try {
      const given = await read();
      if (question !== asked) return;
      answer.value = given;
      problem.value = null;
      at.value = Date.now();
    } catch (error) {
      if (question !== asked) return;
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
    }
    wait();
  }
  function wait() {
    timer = setTimeout(() => {
      if (document.visibilityState === 'hidden') wait();
      else void look();
    }, every);
  }

  onMounted(() => void look());
  onBeforeUnmount(() => {
    asked += 1;
    clearTimeout(timer);
  });
  return { answer, problem, at, look };
}
