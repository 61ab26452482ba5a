import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Problem } from '#contract/problem';
import type { Config } from '../config.ts';
import type { CommandIo } from '../db/migrateCommand.ts';
import { openDatabase } from '../db/openDatabase.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import { cityFindings } from './cityFindings.ts';
import { databaseFindings } from './databaseFindings.ts';
import { fault, warning, type Finding } from './finding.ts';
import { machineFindings } from './machineFindings.ts';
import { troubleFindings } from './troubleFindings.ts';

export const doctorUsage = 'duban doctor [--format json]';

/**
 * Looks whether duban can work here and does, and says what to do; changes nothing but that an embedded database is
 * started for the look. Exit code 0: no fault, 1: a fault, 2: wrong usage.
 */
export async function doctorCommand(
  args: string[],
  io: CommandIo,
  config: Config,
  clock: () => number,
): Promise<number> {
  const asked = read(args);
  if (asked === undefined) {
    io.err(`usage: ${doctorUsage}`);
    return 2;
  }
  const findings = [...(await machineFindings(config)), ...(await lookInside(config, clock))];
  if (asked === 'json') io.out(JSON.stringify({ findings }));
  else for (const { level, check, told } of findings) io.out(`${level.padEnd(8)}${check.padEnd(12)}${told}`);
  return findings.some(({ level }) => level === 'fault') ? 1 : 0;
}

function read(args: string[]): string | undefined {
  try {
    const { format } = parseArgs({ args, options: { format: { type: 'string', default: 'text' } } }).values;
    return format === 'text' || format === 'json' ? format : undefined;
  } catch {
    return undefined;
  }
}

async function lookInside(config: Config, clock: () => number): Promise<Finding[]> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === undefined && !existsSync(join(dataDir, 'postgres')))
    return [warning('database', 'There is no embedded database yet; npm start makes it.')];
  try {
    const database = await openDatabase({
      databaseUrl,
      dataDir,
      applicationName: 'duban doctor',
      migrated: false,
      onNotice: () => undefined,
    });
    try {
      const { findings, isCurrent } = await databaseFindings(database.pool, clock);
      if (!isCurrent) return findings;
      const today = dayText(timezone(config.timezone).dayOf(clock()));
      return [
        ...findings,
        ...(await cityFindings(database.pool, today)),
        ...(await troubleFindings(database.pool, clock())),
      ];
    } finally {
      await database.close();
    }
  } catch (error) {
    const told = error instanceof Problem || error instanceof Error ? error.message : String(error);
    return [fault('database', `The database cannot be asked: ${told}`)];
  }
}
