import { constants, existsSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '#contract/problem';
import type { Config } from '../config.ts';
import { keyFileIn, secretKey } from '../secretKey.ts';
import { diskRoom } from '../watch/diskRoom.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

const leastNode = [20, 19] as const;
const lowBytes = 5 * 2 ** 30;
const gigabytes = (bytes: number): string => (bytes / 2 ** 30).toFixed(1);

/** Node, the data folder, the room on its disk, the secret key. */
export async function machineFindings(
  config: Pick<Config, 'dataDir' | 'databaseUrl' | 'secretKey'>,
  node = process.versions.node,
): Promise<Finding[]> {
  const { dataDir } = config;
  const isWritable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  return [
    nodeFinding(node),
    isWritable
      ? ok('data', `The data folder ${dataDir} can be written.`)
      : fault(
          'data',
          `The data folder ${dataDir} is missing or not writable by this user; make it, or set DUBAN_DATA_DIR.`,
        ),
    await roomFinding(dataDir),
    // without the folder there is nothing to look for
    ...(isWritable || config.databaseUrl !== undefined ? [await keyFinding(config)] : []),
  ];
}

function nodeFinding(node: string): Finding {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1])
    ? ok('node', `Node ${node}.`)
    : fault('node', `Node ${node} is too old; duban needs ${leastNode.join('.')} or later.`);
}

async function roomFinding(dataDir: string): Promise<Finding> {
  const { freeBytes, bytes } = await diskRoom(dataDir);
  if (bytes === 0) return warning('room', `How much room is left for ${dataDir} cannot be told.`);
  const left = `${gigabytes(freeBytes)} GB of ${gigabytes(bytes)} GB left for ${dataDir}`;
  return freeBytes < lowBytes
    ? warning('room', `${left}: free some or give it more.`)
    : ok('room', `${left}.`);
}

async function keyFinding(config: Pick<Config, 'dataDir' | 'databaseUrl' | 'secretKey'>): Promise<Finding> {
  const { dataDir, databaseUrl } = config;
  // asked for, it would be made, and a lost one replaced unnoticed
  if (config.secretKey === undefined && databaseUrl === undefined && !existsSync(keyFileIn(dataDir)))
    return existsSync(join(dataDir, 'postgres'))
      ? fault(
          'key',
          `${keyFileIn(dataDir)} is missing, and what the database has sealed cannot be read without it; put it back before anything is started.`,
        )
      : warning('key', 'There is no secret key yet; npm start makes it.');
  try {
    await secretKey(config);
    return ok('key', 'The secret key is there.');
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return fault('key', error.message);
  }
}
