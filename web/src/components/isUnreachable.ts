import type { Problem } from '#contract/problem';

/** Nobody answered at all. */
export const isUnreachable = ({ code, cause }: Problem): boolean =>
  code === 'internal' && cause !== undefined;
