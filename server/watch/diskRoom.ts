import { statfs } from 'node:fs/promises';
import { join } from 'node:path';

export interface DiskRoom {
  freeBytes: number;
  bytes: number;
}

/** Of the disk that holds the embedded database, or else the data folder; zeros where it cannot be told. */
export async function diskRoom(dataDir: string): Promise<DiskRoom> {
  // the cluster may be a link to another disk
  for (const folder of [join(dataDir, 'postgres'), dataDir]) {
    const found = await statfs(folder).catch(() => undefined);
    if (found) return { freeBytes: found.bavail * found.bsize, bytes: found.blocks * found.bsize };
  }
  return { freeBytes: 0, bytes: 0 };
}

/** Less than this and PostgreSQL cannot keep its log. */
const leastBytes = 32 * 1024 * 1024;

export const hasRoom = ({ freeBytes, bytes }: DiskRoom): boolean => bytes === 0 || freeBytes >= leastBytes;
