import { Counter, Histogram, type Registry } from 'prom-client';
import type { Job } from '../jobs/job.ts';
import type { JobOutcome } from '../jobs/runJob.ts';

export interface JobMetrics {
  ran(job: string, outcome: Exclude<JobOutcome, { outcome: 'taken' }>): void;
  abandoned(job: string, slots: number): void;
}

const outcomes = ['done', 'failed', 'fenced'] as const;

/**
 * Of the jobs that this process ran. The label is `name`, for Prometheus gives `job` a meaning of its own. Every series
 * is there from the start: what begins with its first failure would hide it from `increase()`.
 */
export function jobMetrics(registry: Registry, jobs: readonly Job[]): JobMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'duban_job_runs_total',
    help: 'Runs of jobs by this process that ended; fenced: over its lease, so that it counts for nothing',
    labelNames: ['name', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'duban_job_run_seconds',
    help: 'How long runs of jobs took',
    labelNames: ['name'],
    buckets: [0.05, 0.5, 5, 30, 120, 600, 3600],
    registers,
  });
  const abandoned = new Counter({
    name: 'duban_job_slots_abandoned_total',
    help: 'Slots of jobs that were begun and never ended, closed by this process',
    labelNames: ['name'],
    registers,
  });
  for (const { name } of jobs) {
    for (const outcome of outcomes) runs.inc({ name, outcome }, 0);
    seconds.zero({ name });
    abandoned.inc({ name }, 0);
  }
  return {
    ran(name, { outcome, tookMs }) {
      runs.inc({ name, outcome });
      seconds.observe({ name }, tookMs / 1000);
    },
    abandoned: (name, slots) => abandoned.inc({ name }, slots),
  };
}
