import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageRoot } from '../../../../server/db/packageRoot.ts';

/** Two minutes of `npm run soak`; its hour, and what it says of times, are for a machine of their own. */
it('keeps heap, nodes and listeners while pages turn and 20 events a second come in, without an error', async () => {
  const program = join(packageRoot, 'dist', 'scripts', 'soak.js');
  const child = spawn(process.execPath, [program, '--minutes', '2', '--dwell', '5', '--memory-only'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')]);
  const { errors, samples, broken } = JSON.parse(said) as Record<string, unknown[]>;
  expect({ broken, errors, samples }).toMatchObject({ broken: [], errors: [] });
}, 1_500_000);
