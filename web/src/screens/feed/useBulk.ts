import { ref, shallowRef } from 'vue';
import { bulkLetters, type LetterBulkAnswer } from '../../api/deadLetters.ts';
import { useTask } from '../../components/useTask.ts';

type Asked = Omit<Parameters<typeof bulkLetters>[0], 'after'>;
type Sum = Pick<LetterBulkAnswer, 'matching' | 'looked' | 'replayed' | 'refused' | 'discarded' | 'refusals'>;

const none: Sum = { matching: 0, looked: 0, replayed: 0, refused: 0, discarded: 0, refusals: [] };

/** What two calls have done together. */
export function added(sum: Sum, answer: LetterBulkAnswer): Sum {
  const refusals = [...sum.refusals];
  for (const one of answer.refusals) {
    const at = refusals.findIndex(({ code, path }) => code === one.code && path === one.path);
    const known = refusals[at];
    if (known) refusals[at] = { ...known, n: known.n + one.n };
    else refusals.push(one);
  }
  return {
    // of the first call: later ones count what is left
    matching: sum.looked === 0 ? answer.matching : sum.matching,
    looked: sum.looked + answer.looked,
    replayed: sum.replayed + answer.replayed,
    refused: sum.refused + answer.refused,
    discarded: sum.discarded + answer.discarded,
    refusals: refusals.sort((a, b) => b.n - a.n),
  };
}

/** Call after call until all letters are done with, or somebody stops it. */
export function useBulk() {
  const { busy, problem, run: task } = useTask();
  const tried = shallowRef<Sum | null>(null);
  const done = shallowRef<Sum | null>(null);
  const stopped = ref(false);

  function begin() {
    tried.value = done.value = problem.value = null;
  }
  async function run(asked: Asked): Promise<void> {
    const sum = asked.dryRun ? tried : done;
    stopped.value = false;
    sum.value = none;
    await task(async () => {
      for (let after: number | null = 0; after !== null && !stopped.value;) {
        const answer: LetterBulkAnswer = await bulkLetters({ ...asked, after });
        sum.value = added(sum.value ?? none, answer);
        after = answer.next;
      }
    });
  }
  return { busy, problem, tried, done, begin, run, stop: () => void (stopped.value = true) };
}
