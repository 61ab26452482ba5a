import type { Trouble } from '../selfWatchSchema.ts';

/** What is wrong with duban itself and what to do, `{name}` filled by its params; said on pages and by `duban doctor`. */
export const enTroubles: Readonly<Record<Trouble['code'], string>> = {
  database_full:
    'The database has no room ({free} GB left on {server}): free some or give it more, then all goes on by itself. Until then sources are answered 503 and send again.',
  database_away: '{server} does not reach the database: look whether it runs.',
  no_jobs: 'No server runs jobs: no flags, no notifications. Start a server.',
  job_stuck:
    '“{job}” is stuck: its lease is over, it has not ended, and no other server has taken it over. Restart {worker}.',
  job_late: '“{job}” has not been done for {minutes} minutes though it was planned.',
  job_failing: '“{job}” failed the last time: {error}',
  server_gone: '{server} has given no sign of life for {minutes} minutes: killed, or without a network.',
  feed_stands: 'The feed of changes of {server} stands still for {seconds} s: walls and desks get no news.',
  clock_off: 'The clock of {server} is {seconds} s off the database’s: set it right.',
  disk_low: 'The disk of {server} has {free} GB left: free some or give it more before it is full.',
  backup_old:
    'The newest backup is {hours} hours old: see why the nightly duban backup did not finish, and take one now.',
  connections_short: 'Connections to the database run short ({connections} of {most}).',
  old_transaction:
    'A transaction is open for {minutes} minutes ({application}) and keeps the database from cleaning up.',
  judge_slow: '{server} judges cases late: 95% within {seconds} s of their moment.',
  push_slow: '{server} tells screens late: 95% within {seconds} s of the commit.',
  outbox_stands:
    '{n} notifications are due and not out, the oldest for {minutes} minutes: look at the channels.',
  deliveries_fail:
    'Notifications given up in the last day: {n}. Look at the logs of the channels, mend them and deliver again.',
  quarantine:
    'Sources with too much data that waits for unknown codes: {sources} ({n} letters). Figures lack it: import the codes or map them.',
};
