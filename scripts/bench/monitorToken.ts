import type { Pool } from 'pg';
import { tokenCommand } from '../../server/access/tokenCommand.ts';
import { userCommand } from '../../server/access/userCommand.ts';

/** The token of a monitor made for the measurement. */
export async function monitorToken(pool: Pool): Promise<string> {
  const lines: string[] = [];
  const say = { out: (line: string) => void lines.push(line), err: () => undefined };
  await userCommand(['add', 'bench', '--role', 'monitor'], say, { pool });
  lines.length = 0;
  await tokenCommand(['add', 'bench'], say, { pool });
  const [token] = lines;
  if (token === undefined) throw new Error('no token was given');
  return token;
}
