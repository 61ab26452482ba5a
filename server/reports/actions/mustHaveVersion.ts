import { Problem } from '#contract/problem';
import type { ReportRow } from '../store/reportRow.ts';

/** @throws Problem `stale_version` when somebody has changed it since */
export function mustHaveVersion({ reportId, version }: ReportRow, seen: number): void {
  if (version !== seen)
    throw new Problem(
      'stale_version',
      `Report ${reportId} is at version ${version}, not ${seen}; look at it again.`,
    );
}
