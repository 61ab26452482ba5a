import type { Instant } from '#contract/time';
import { archiveCases, type ArchiveParts } from './archive/archiveCases.ts';
import type { ArchiveSetting } from './archiveSetting.ts';
import { dayMs, purgeOld, type PurgeParts } from './purgeOld.ts';
import { termOf } from './termsStore.ts';

export type KeepTimesParts = PurgeParts &
  Pick<ArchiveParts, 'zone' | 'version' | 'casesAFile' | 'onFile'> & { archive: ArchiveSetting };

/**
 * What is past its time goes: closed cases into files, where a folder is set for them; all else is deleted.
 * @returns how much of each
 */
export async function keepTimes(parts: KeepTimesParts, now: Instant): Promise<Record<string, number>> {
  const gone = await purgeOld(parts, now);
  const { folder, recipients } = parts.archive;
  if (folder === undefined || parts.shouldStop()) return gone;
  const before = now - (await termOf(parts.pool, 'closed_cases')) * dayMs;
  const { cases, events, files } = await archiveCases({ ...parts, folder, recipients }, { before, now });
  return files === 0 ? gone : { ...gone, closed_cases: cases, events, files };
}
