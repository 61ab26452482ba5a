import { Problem } from '#contract/problem';

/** What went wrong with a form of the own account, in the reader's language. */
export function accountSentence(
  problem: unknown,
  t: (key: string, named?: Record<string, unknown>) => string,
): string {
  if (!(problem instanceof Problem)) return t('account.failed', { detail: String(problem) });
  if (problem.code === 'forbidden') return t('account.wrongPassword');
  if (problem.code === 'too_many_requests') return t('signIn.tooMany');
  if (problem.code === 'invalid')
    return t(problem.path === 'code' ? 'account.factor.wrongCode' : 'setUp.badPassword');
  return t('account.failed', { detail: problem.message });
}
