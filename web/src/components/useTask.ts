import { Problem } from '#contract/problem';
import { ref, shallowRef } from 'vue';

/** Something the server is asked to do or to tell: whether it is under way, and what was wrong with it. */
export function useTask() {
  const busy = ref(false);
  const problem = shallowRef<Problem | null>(null);

  /** Whether it was done. */
  async function run(work: () => Promise<void>): Promise<boolean> {
    busy.value = true;
    problem.value = null;
    try {
      await work();
      return true;
    } catch (error) {
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
      return false;
    } finally {
      busy.value = false;
    }
  }

  return { busy, problem, run };
}
