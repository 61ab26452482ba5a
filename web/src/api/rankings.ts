import type { Ranking } from '#contract/answerSchema';
import { request } from './request.ts';

export type { Ranking };
export type RankedUnit = Ranking['rows'][number];

/** @param period a month `2026-10`, a quarter `2026-Q4` or a year `2026` */
export function getRanking(by: Ranking['by'], period: string): Promise<Ranking> {
  return request('GET', `/rankings?${new URLSearchParams({ by, period })}`);
}
