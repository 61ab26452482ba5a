import type { JobRow, SelfWatch, SlotQuery, SlotRow, Trouble } from '#contract/selfWatchSchema';
import { request } from './request.ts';

export type { SlotRow };

export const getSelfWatch = (): Promise<SelfWatch> => request('GET', '/self-watch');

export const listTroubles = async (): Promise<Trouble[]> =>
  (await request<{ items: Trouble[] }>('GET', '/self-watch/troubles')).items;

export const listJobs = async (): Promise<JobRow[]> =>
  (await request<{ items: JobRow[] }>('GET', '/jobs')).items;

/** Begins a run now; 409 while one is under way. */
export const runJob = (job: string): Promise<void> => request('POST', `/jobs/${encodeURIComponent(job)}:run`);

export type SlotFilter = Pick<SlotQuery, 'job' | 'state' | 'day'>;

/** Newest first. */
export function listSlots(
  filter: SlotFilter,
  cursor: string | null,
): Promise<{ items: SlotRow[]; nextCursor: string | null; total: number; more?: true }> {
  const given = Object.entries({ ...filter, ...(cursor ? { cursor } : {}) }).filter(([, value]) => value);
  return request('GET', `/job-slots?${new URLSearchParams(given)}`);
}
