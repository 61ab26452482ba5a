import type { Trouble } from '#contract/selfWatchSchema';

interface Words {
  t: (key: string, params: Record<string, unknown>) => string;
  te: (key: string) => boolean;
}

/** What a job is called; one without words by its own name. */
export const jobName = (job: string, { t, te }: Words): string =>
  te(`watch.job.${job}`) ? t(`watch.job.${job}`, {}) : job;

/** What is wrong with duban itself, as a sentence. */
export function troubleText({ code, params }: Trouble, words: Words): string {
  const { job } = params;
  const named = typeof job === 'string' ? { job: jobName(job, words) } : {};
  return words.t(`watch.trouble.${code}`, { ...params, ...named });
}
