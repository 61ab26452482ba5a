import { Problem } from '#contract/problem';

type Translate = (key: string) => string;

/** What went wrong, so that whoever typed knows that nothing typed is lost and what to do. */
export function problemText(problem: Problem, t: Translate): Problem {
  const said: Partial<Record<Problem['code'], string>> = {
    stale_version: t('act.stale'),
    unauthenticated: t('act.signedOut'),
  };
  const isUnreachable = problem.code === 'internal' && problem.cause !== undefined;
  const text = isUnreachable ? t('act.offline') : said[problem.code];
  return text === undefined ? problem : new Problem(problem.code, text);
}
