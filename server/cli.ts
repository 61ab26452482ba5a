import { Problem } from '#contract/problem';
import { auditCommand, auditUsage } from './access/auditCommand.ts';
import { screensCommand, screensUsage } from './access/screens/screensCommand.ts';
import { tokenCommand, tokenUsage } from './access/tokenCommand.ts';
import { userCommand, userUsage } from './access/userCommand.ts';
import { backupCommand, backupFileCommand, backupUsage } from './backup/backupCommand.ts';
import { restoreCommand, restoreUsage } from './backup/restoreCommand.ts';
import { catalogueCommand, catalogueUsage } from './catalogue/catalogueCommand.ts';
import { chinesePublishedDays } from './catalogue/chinesePublishedDays.ts';
import { rulesCommand, rulesUsage } from './catalogue/rulesCommand.ts';
import { sourceCommand, sourceUsage } from './catalogue/sourceCommand.ts';
import { explainCommand, explainUsage } from './cases/explainCommand.ts';
import { rebuildCommand, rebuildUsage } from './cases/rebuildCommand.ts';
import { openCommandParts, type CommandParts } from './commandParts.ts';
import { readConfig, type Config } from './config.ts';
import { migrateCommand, migrateUsage } from './db/migrateCommand.ts';
import { exportCommand, exportUsage } from './desk/export/exportCommand.ts';
import { dayText } from './domain/calendar/localDay.ts';
import { timezone } from './domain/calendar/timezone.ts';
import { doctorCommand, doctorUsage } from './doctor/doctorCommand.ts';
import { baselinesCommand, baselinesUsage } from './flags/baselinesCommand.ts';
import { backtestCommand, backtestUsage, rejudgeCommand, rejudgeUsage } from './flags/backtestCommand.ts';
import { calendarCommand, calendarUsage } from './flags/calendarCommand.ts';
import { scanCommand, scanUsage } from './flags/scanCommand.ts';
import { deadLettersCommand, deadLettersUsage } from './ingest/deadLettersCommand.ts';
import { importCommand, importUsage } from './ingest/importers/importCommand.ts';
import { importThreads } from './ingest/importers/importThreads.ts';
import { mappedSource } from './ingest/importers/mappedSource.ts';
import { mapCommand, mapUsage } from './maps/mapCommand.ts';
import { replayCommand, replayUsage } from './replay/replayCommand.ts';
import { reportCommand, reportUsage } from './reports/reportCommand.ts';
import { retentionCommand, retentionUsage } from './retention/retentionCommand.ts';
import { simulateCommand, simulateUsage } from './simulation/simulateCommand.ts';
import { version } from './db/version.ts';

interface Io {
  out(line: string): void;
  err(line: string): void;
  terminal: boolean;
  write(text: string): void;
}

interface Command {
  usage: string;
  run(args: string[], io: Io, parts: CommandParts): Promise<number>;
}

/** The command table of `duban`. */
const commands: Record<string, Command> = {
  catalogue: { usage: catalogueUsage, run: (args, io, { pool }) => catalogueCommand(args, io, { pool }) },
  user: {
    usage: userUsage,
    run: (args, io, { pool }) => userCommand(args, io, { pool, stdin: process.stdin }),
  },
  screens: {
    usage: screensUsage,
    run: (args, io, { pool, catalogue, now }) =>
      screensCommand(args, io, { pool, catalogue: catalogue.current(), now: now() }),
  },
  audit: { usage: auditUsage, run: (args, io, parts) => auditCommand(args, io, parts) },
  token: { usage: tokenUsage, run: (args, io, { pool }) => tokenCommand(args, io, { pool }) },
  source: {
    usage: sourceUsage,
    run: (args, io, { pool }) => sourceCommand(args, io, { pool, mappedSource }),
  },
  import: {
    usage: importUsage,
    run: (args, io, parts) => importCommand(args, io, { ...parts, threads: importThreads(parts) }),
  },
  scan: {
    usage: scanUsage,
    run: (args, io, { pool, catalogue, now }) =>
      scanCommand(args, io, { pool, catalogue: catalogue.current(), now: now() }),
  },
  rules: {
    usage: rulesUsage,
    run: (args, io, { pool, catalogue, timezone: zone, now }) =>
      args[0] === 'dry-run'
        ? backtestCommand(args.slice(1), io, { pool, catalogue, now: now() })
        : rulesCommand(args, io, {
            pool,
            catalogue: catalogue.current(),
            now: now(),
            today: dayText(timezone(zone).dayOf(now())),
          }),
  },
  backtest: {
    usage: backtestUsage,
    run: (args, io, { pool, catalogue, now }) => backtestCommand(args, io, { pool, catalogue, now: now() }),
  },
  rejudge: {
    usage: rejudgeUsage,
    run: (args, io, { pool, catalogue, now }) => rejudgeCommand(args, io, { pool, catalogue, now: now() }),
  },
  calendar: {
    usage: calendarUsage,
    run: (args, io, { pool, catalogue, now }) => calendarCommand(args, io, { pool, catalogue, clock: now }),
  },
  map: {
    usage: mapUsage,
    run: (args, io, { pool, catalogue, now }) =>
      mapCommand(args, io, { pool, catalogue: catalogue.current(), now: now() }),
  },
  baselines: {
    usage: baselinesUsage,
    run: (args, io, { pool, catalogue, now }) => baselinesCommand(args, io, { pool, catalogue, now: now() }),
  },
  export: {
    usage: exportUsage,
    run: (args, io, { pool, catalogue, now }) =>
      exportCommand(args, io, { db: pool, catalogue: catalogue.current(), now: now() }),
  },
  backup: {
    usage: backupUsage,
    run: (args, io, { pool, secret, now }) => backupCommand(args, io, { pool, secret, now: now(), version }),
  },
  rebuild: { usage: rebuildUsage, run: (args, io, parts) => rebuildCommand(args, io, parts) },
  replay: {
    usage: replayUsage,
    run: (args, io, { pool, catalogue, now }) =>
      replayCommand(args, io, { pool, catalogue: catalogue.current(), clock: now, signal: untilStopped() }),
  },
  report: {
    usage: reportUsage,
    run: (args, io, { pool, catalogue, office, fontsDir, now }) =>
      reportCommand(args, io, {
        pool,
        catalogue: catalogue.current(),
        now: now(),
        office,
        fontsDir,
        signal: untilStopped(),
      }),
  },
  retention: {
    usage: retentionUsage,
    run: (args, io, { pool, timezone: zone, archive, now }) =>
      retentionCommand(args, io, { pool, zone, archive, version, now: now() }),
  },
  'dead-letters': { usage: deadLettersUsage, run: (args, io, parts) => deadLettersCommand(args, io, parts) },
  explain: {
    usage: explainUsage,
    run: (args, io, { pool, catalogue, now }) =>
      explainCommand(args, io, { db: pool, catalogue: catalogue.current(), now: now() }),
  },
};

function usageFault(io: Io, sentence: string, usage: string): number {
  io.err(sentence);
  io.err(`usage: ${usage}`);
  return 2;
}

/** Of every command, those that open no database of their own among them. */
const usages: ReadonlyMap<string, string> = new Map([
  ['migrate', migrateUsage],
  ...Object.entries(commands).map(([name, { usage }]): [string, string] => [name, usage]),
  ['doctor', doctorUsage],
  ['restore', restoreUsage],
  ['simulate', simulateUsage],
]);

function usageOfAll(): string {
  return [`duban ${version}`, ...usages.values()].join('\n');
}

/** Aborts when the process is told to end: what was begun says how far it came. */
function untilStopped(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

/** Departments are programs of their own: they need no database, and stop when they are told to. */
async function simulate(args: string[], io: Io): Promise<number> {
  const { days } = chinesePublishedDays();
  return simulateCommand(args, io, { days, signal: untilStopped(), now: Date.now() });
}

async function run(args: string[], config: Config, io: Io): Promise<number> {
  const [name = 'help', ...rest] = args;
  if (name === 'help' || name === '--help' || name === '-h') {
    io.out(usageOfAll());
    return 0;
  }
  if (name === '--version') {
    io.out(version);
    return 0;
  }
  const usage = usages.get(name);
  if (usage !== undefined && rest[0] === '--help') {
    io.out(usage);
    return 0;
  }
  if (name === 'migrate') return migrateCommand(rest, io, config);
  if (name === 'doctor') return doctorCommand(rest, io, config, Date.now);
  if (name === 'simulate') return simulate(rest, io);
  if (name === 'restore') return restoreCommand(rest, io, config, Date.now());
  const ofFile = name === 'backup' ? await backupFileCommand(rest, io) : undefined;
  if (ofFile !== undefined) return ofFile;
  const command = commands[name];
  if (!command) return usageFault(io, `"${name}" is no command of duban`, usageOfAll());
  const parts = await openCommandParts(config, io.err, name);
  try {
    return await command.run(rest, io, parts);
  } finally {
    await parts.close();
  }
}

const io: Io = {
  out: (line) => void process.stdout.write(`${line}\n`),
  err: (line) => void process.stderr.write(`${line}\n`),
  terminal: process.stderr.isTTY,
  write: (text) => void process.stderr.write(text),
};
// a reader that has seen enough (`duban scan … | head`) is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));
try {
  process.exitCode = await run(process.argv.slice(2), readConfig(process.env), io);
} catch (error) {
  io.err(
    error instanceof Problem
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error),
  );
  process.exitCode = error instanceof Problem && error.code === 'usage' ? 2 : 1;
}
