import { z } from 'zod';

const instant = z.iso.datetime();
const count = z.int().nonnegative();

/** `late`: its last good run is longer ago than its plan allows. `stuck`: a run's lease is over and nobody took it. */
const jobStates = ['fine', 'running', 'failing', 'late', 'stuck', 'waiting'] as const;

/** `abandoned`: begun, never ended; a later slot did its work. `taken_over`: what was abandoned and is run again. */
export const slotStates = ['running', 'stuck', 'done', 'failed', 'abandoned'] as const;

const runningSchema = z.object({
  slotAt: instant,
  worker: z.string().describe('HOST:PID'),
  startedAt: instant,
  leaseUntil: instant.describe(
    'Then the run counts as dead, may write no more, and another worker takes its slot',
  ),
  takenFrom: z.string().nullable().describe('Whose lease on the same slot ran out'),
});

const jobSchema = z.object({
  job: z.string(),
  cron: z.string().describe('Seconds first'),
  timezone: z.string(),
  leaseSeconds: count,
  state: z.enum(jobStates),
  lateSince: instant
    .nullable()
    .describe('The oldest slot of the plan that no good run has done yet, once it is late'),
  nextSlotAt: instant.nullable(),
  lastStartedAt: instant.nullable(),
  lastFinishedAt: instant.nullable().describe('Of the last run that ended well'),
  lastOutcome: z.enum(['done', 'failed']).nullable(),
  lastTookMs: count.nullable(),
  lastDetail: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
  running: runningSchema.nullable(),
  day: z
    .object({
      done: count,
      failed: count,
      abandoned: count,
      takenOver: count,
      caughtUp: count.describe('Begun more than a minute after their moment'),
      longestMs: count.nullable(),
    })
    .describe('Slots begun in the last 24 hours'),
});

export const jobListSchema = z.object({ at: instant, items: z.array(jobSchema) });

export const slotQuerySchema = z.strictObject({
  job: z.string().min(1).max(60).optional(),
  state: z.enum(slotStates).optional(),
  day: z.iso.date().optional().describe('Of the office'),
  cursor: z.string().max(1000).optional().describe('`nextCursor` of the page before'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const slotSchema = z.object({
  job: z.string(),
  slotAt: instant,
  state: z.enum(slotStates),
  worker: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
  leaseUntil: instant,
  takenFrom: z.string().nullable(),
  askedBy: z.string().nullable().describe('Who asked for it beside the plan'),
  detail: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});

export const slotListSchema = z.object({
  items: z.array(slotSchema),
  nextCursor: z.string().nullable(),
  total: count.describe('Exact up to 10,000'),
  more: z.literal(true).optional(),
});

export const startedSlotSchema = z.object({ job: z.string(), slotAt: instant });

/** Quantiles over what was measured in the last five minutes; null when nothing was. */
const lagSchema = z.object({ n: count, p50Ms: z.number(), p95Ms: z.number() }).nullable();

const databaseStates = ['answers', 'unreachable', 'full'] as const;

/** What a server process says of itself. */
export const serverReportSchema = z.object({
  database: z.enum(databaseStates),
  databaseSince: instant,
  feedLagMs: count.describe('Since the feed of changes last reached the database'),
  sockets: count,
  commit: lagSchema.describe('From an event’s arrival to the disk'),
  judge: lagSchema.describe('From when a case is to be judged to its verdict on disk'),
  push: lagSchema.describe('From the commit to the message for screens'),
  clockAheadMs: z.int().describe('Of the database’s clock'),
  diskFreeBytes: count,
  diskBytes: count,
  memoryBytes: count,
});

const serverSchema = z.object({
  worker: z.string(),
  host: z.string(),
  port: count,
  version: z.string(),
  runsJobs: z.boolean(),
  alive: z.boolean(),
  startedAt: instant,
  lastSeenAt: instant,
  report: serverReportSchema,
});

const backupSchema = z.object({
  takenAt: instant.describe('Of the picture that is in it'),
  file: z.string().describe('Its name, without the folder'),
  bytes: count,
  sha256: z.string(),
  encrypted: z.boolean(),
  verified: z
    .boolean()
    .describe('Read again from its first byte to its last; one closed for another key cannot be'),
  version: z.string().describe('Of duban'),
  engine: z.string().describe('The database server, with its version'),
});

const databaseSchema = z.object({
  version: z.string(),
  timescale: z.string().nullable().describe('Version of TimescaleDB; null without it'),
  bytes: count,
  tables: z
    .array(z.object({ name: z.string(), bytes: count }))
    .describe('The largest, indexes and chunks counted in'),
  connections: count,
  mostConnections: count,
  oldestTransaction: z
    .object({ seconds: z.number().nonnegative(), application: z.string() })
    .nullable()
    .describe('Of other connections'),
  lastBackup: backupSchema
    .nullable()
    .describe('The newest that `duban backup` has finished, or that this database was restored from'),
  restoredFrom: z
    .object({ takenAt: instant, file: z.string(), restoredAt: instant })
    .nullable()
    .describe('The backup that this database came from; null: it began empty'),
});

const waitingSchema = z.object({
  outbox: count.describe('Notifications that are due and not out yet'),
  outboxOldestSeconds: z.number().nonnegative().nullable(),
  outboxFailed: count.describe('Deliveries given up in the last 24 hours'),
  deadLetters: count,
  quarantined: count.describe('Dead letters that wait for a code'),
  quarantinedSources: count.describe('Sources too much of whose data waits'),
  silentSources: count,
  sources: count,
});

/** What is wrong, worst first; `params` fill the words of the pages. */
const troubleSchema = z.object({
  code: z.enum([
    'database_full',
    'database_away',
    'no_jobs',
    'job_stuck',
    'job_late',
    'job_failing',
    'server_gone',
    'feed_stands',
    'clock_off',
    'disk_low',
    'backup_old',
    'connections_short',
    'old_transaction',
    'judge_slow',
    'push_slow',
    'outbox_stands',
    'deliveries_fail',
    'quarantine',
  ]),
  level: z.enum(['red', 'yellow']),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const troubleListSchema = z.object({ at: instant, items: z.array(troubleSchema) });

/** `GET /api/v1/self-watch`. */
export const selfWatchSchema = z.object({
  at: instant,
  troubles: z.array(troubleSchema),
  servers: z.array(serverSchema),
  database: databaseSchema,
  waiting: waitingSchema,
});

export type JobRow = z.infer<typeof jobSchema>;
export type SlotRow = z.infer<typeof slotSchema>;
export type SlotState = (typeof slotStates)[number];
export type SlotQuery = z.infer<typeof slotQuerySchema>;
export type LagFigure = z.infer<typeof lagSchema>;
export type DatabaseState = (typeof databaseStates)[number];
export type ServerReport = z.infer<typeof serverReportSchema>;
export type ServerRow = z.infer<typeof serverSchema>;
export type DatabaseFacts = z.infer<typeof databaseSchema>;
export type WaitingFigures = z.infer<typeof waitingSchema>;
export type Trouble = z.infer<typeof troubleSchema>;
export type SelfWatch = z.infer<typeof selfWatchSchema>;
