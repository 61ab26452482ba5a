import { Problem } from '#contract/problem';

export interface Decided<Thing> {
  done: number;
  /** Which were not, and why. */
  refused: { thing: Thing; problem: Problem }[];
  /** What ended it before the last: the rest waits as before. */
  stopped: Problem | null;
}

/** What will not be otherwise for the next one: nobody is signed in, or nobody answers. */
const stopping: readonly Problem['code'][] = ['unauthenticated', 'internal', 'busy', 'invalid'];

/** Decides one after the other: each has its own outcome. */
export async function decideEach<Thing>(
  things: readonly Thing[],
  decide: (thing: Thing) => Promise<unknown>,
): Promise<Decided<Thing>> {
  const decided: Decided<Thing> = { done: 0, refused: [], stopped: null };
  for (const thing of things)
    try {
      await decide(thing);
      decided.done += 1;
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem('internal', String(error));
      if (stopping.includes(problem.code)) return { ...decided, stopped: problem };
      decided.refused.push({ thing, problem });
    }
  return decided;
}
