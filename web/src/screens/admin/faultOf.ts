import type { Problem } from '#contract/problem';

type Translate = (key: string) => string;

/** What the server found wrong with a field, in the reader's words; empty: nothing with this one. */
export function faultOf(
  problem: Problem | null,
  field: string,
  { t, te }: { t: Translate; te: (key: string) => boolean },
): string {
  const path = problem?.path?.split('.') ?? [];
  if (!problem || !path.includes(field)) return '';
  if (problem.code === 'conflict') return t('admin.fault.taken');
  const key = `admin.fault.${field}`;
  return te(key) ? t(key) : problem.message;
}
