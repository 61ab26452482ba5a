import { Problem } from '#contract/problem';
import { onBeforeUnmount, shallowRef } from 'vue';

interface FollowedRun {
  runId: number;
  state: 'running' | 'done' | 'failed' | 'cancelled';
}

const lookEvery = 600;

/** Long work that the server does by itself: looked after until it ends, also when it was begun long before. */
export function useRun<Run extends FollowedRun>(read: (runId: number) => Promise<Run>) {
  const run = shallowRef<Run | null>(null);
  const problem = shallowRef<Problem | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let followed = 0;

  /** Only the newest is followed: answers overtake each other. */
  async function look(runId: number, question: number): Promise<void> {
    try {
      const given = await read(runId);
      if (question !== followed) return;
      run.value = given;
      problem.value = null;
    } catch (error) {
      if (question !== followed) return;
      problem.value = error instanceof Problem ? error : new Problem('internal', String(error));
      if (problem.value.code === 'not_found') return;
    }
    if (run.value?.state === 'running' || problem.value) again(runId, question);
  }
  function again(runId: number, question: number) {
    timer = setTimeout(() => void look(runId, question), lookEvery);
  }
  function follow(runId: number): Promise<void> {
    forget();
    return look(runId, followed);
  }
  function forget() {
    clearTimeout(timer);
    followed += 1;
    run.value = null;
    problem.value = null;
  }
  onBeforeUnmount(forget);

  return { run, problem, follow, forget };
}
