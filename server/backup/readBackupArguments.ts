import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import { readKeyFile, type BackupKey } from './backupKey.ts';

export interface BackupArguments {
  file: string;
  key: BackupKey | undefined;
  progress: boolean;
}

/**
 * FILE and its key: `--recipient` (age1…, may be repeated) or `--recipient-file` closes, `--identity-file` opens,
 * `--passphrase-file` does both. No secret is taken from the command line, where others could read it.
 * @throws Problem `usage`
 */
export async function readBackupArguments(args: string[], what: 'close' | 'open'): Promise<BackupArguments> {
  const { values, positionals } = parsed(args, what);
  const [file, ...rest] = positionals;
  if (file === undefined || rest.length > 0) throw new Problem('usage', 'One FILE is expected.');
  const keys = await Promise.all([
    ...(values.recipient
      ? [Promise.resolve<BackupKey>({ kind: 'recipients', recipients: values.recipient })]
      : []),
    ...(values['recipient-file'] ? [readKeyFile(values['recipient-file'], 'recipients')] : []),
    ...(values['identity-file'] ? [readKeyFile(values['identity-file'], 'identities')] : []),
    ...(values['passphrase-file'] ? [readKeyFile(values['passphrase-file'], 'passphrase')] : []),
  ]);
  if (keys.length > 1) throw new Problem('usage', 'One kind of key is expected, not several.');
  return { file, key: keys[0], progress: values.progress ?? false };
}

const keyOptions = {
  recipient: { type: 'string', multiple: true },
  'recipient-file': { type: 'string' },
  'identity-file': { type: 'string' },
  'passphrase-file': { type: 'string' },
  progress: { type: 'boolean' },
} as const;
const foreign = { close: ['identity-file'], open: ['recipient', 'recipient-file'] } as const;

function parsed(args: string[], what: 'close' | 'open') {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: keyOptions });
    const wrong = foreign[what].find((name) => values[name] !== undefined);
    if (wrong === undefined) return { values, positionals };
    throw new Problem('usage', `--${wrong} cannot ${what} a backup.`);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem('usage', error instanceof Error ? error.message : String(error));
  }
}
