import type { ProblemCode } from '#contract/problem';

/** What is answered to whoever may not, or cannot just now, join a room. */
export interface Refusal {
  error: { code: ProblemCode; detail: string };
}

export const refusal = (code: ProblemCode, detail: string): Refusal => ({ error: { code, detail } });

/** Whether a client that emitted waits for an answer. */
export const isAnswer = (value: unknown): value is (answer: unknown) => void => typeof value === 'function';
