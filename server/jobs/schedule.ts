import type { ReportKind } from '#contract/reports/reportKind';
import type { Job, JobRun } from './job.ts';
import { reportPlan } from './reportPlan.ts';

/** The work of each job; the table below says when it is done. */
export type Work = Record<
  | 'raiseFlags'
  | 'findSilentSources'
  | 'recomputeDueDates'
  | 'recheckCases'
  | 'measureLags'
  | 'scanArrivals'
  | 'scanPatterns'
  | 'takeBaselines'
  | 'watchFollowups'
  | 'remindUnsent'
  | 'tellEndedStandIns'
  | 'sealAudit'
  | 'deliverNotifications'
  | 'tellRedFlags'
  | 'settleArrears'
  | 'tellSignInChanges'
  | 'tidyFeed'
  | 'tidyScreens'
  | 'purgeNotifications'
  | 'expireDeadLetters'
  | 'purgeData'
  | 'replayLetters'
  | 'makeReports',
  Job['run']
> & { orderReport(kind: ReportKind, run: JobRun): ReturnType<Job['run']> };

/** THE table of jobs. `zone` is the office zone. */
export function schedule(work: Work, zone: string): Job[] {
  const latest = { timezone: zone, missed: 'latest' } as const;
  return [
    { ...latest, name: 'raise_flags', cron: '*/5 * * * * *', leaseSeconds: 120, run: work.raiseFlags },
    {
      ...latest,
      name: 'find_silent_sources',
      cron: '0 * * * * *',
      leaseSeconds: 60,
      run: work.findSilentSources,
    },
    {
      ...latest,
      name: 'recompute_due_dates',
      cron: '*/20 * * * * *',
      leaseSeconds: 600,
      run: work.recomputeDueDates,
    },
    {
      ...latest,
      name: 'recheck_cases',
      cron: '10,30,50 * * * * *',
      leaseSeconds: 600,
      run: work.recheckCases,
    },
    { ...latest, name: 'measure_lags', cron: '0 40 2 * * *', leaseSeconds: 600, run: work.measureLags },
    {
      ...latest,
      name: 'scan_arrivals',
      cron: '0 5-55/10 * * * *',
      leaseSeconds: 600,
      run: work.scanArrivals,
    },
    { ...latest, name: 'scan_patterns', cron: '0 20 1 * * *', leaseSeconds: 3600, run: work.scanPatterns },
    { ...latest, name: 'take_baselines', cron: '0 50 2 * * *', leaseSeconds: 1800, run: work.takeBaselines },
    {
      ...latest,
      name: 'watch_followups',
      cron: '*/5 * * * * *',
      leaseSeconds: 120,
      run: work.watchFollowups,
    },
    {
      ...latest,
      name: 'tell_ended_stand_ins',
      cron: '40 */5 * * * *',
      leaseSeconds: 120,
      run: work.tellEndedStandIns,
    },
    { ...latest, name: 'remind_unsent', cron: '0 10 0 * * *', leaseSeconds: 300, run: work.remindUnsent },
    { ...latest, name: 'seal_audit', cron: '*/5 * * * * *', leaseSeconds: 60, run: work.sealAudit },
    {
      ...latest,
      name: 'deliver_notifications',
      cron: '*/5 * * * * *',
      leaseSeconds: 120,
      run: work.deliverNotifications,
    },
    {
      ...latest,
      name: 'tell_sign_in_changes',
      cron: '15 * * * * *',
      leaseSeconds: 120,
      run: work.tellSignInChanges,
    },
    { ...latest, name: 'tell_red_flags', cron: '0 2 * * * *', leaseSeconds: 300, run: work.tellRedFlags },
    {
      ...latest,
      name: 'settle_arrears',
      cron: '0 3-53/10 * * * *',
      leaseSeconds: 600,
      run: work.settleArrears,
    },
    { ...latest, name: 'tidy_feed', cron: '0 17 * * * *', leaseSeconds: 600, run: work.tidyFeed },
    { ...latest, name: 'tidy_screens', cron: '0 27 * * * *', leaseSeconds: 300, run: work.tidyScreens },
    {
      ...latest,
      name: 'purge_notifications',
      cron: '0 10 4 * * *',
      leaseSeconds: 1800,
      run: work.purgeNotifications,
    },
    {
      ...latest,
      name: 'expire_dead_letters',
      cron: '0 30 3 * * *',
      leaseSeconds: 600,
      run: work.expireDeadLetters,
    },
    { ...latest, name: 'purge_data', cron: '0 40 3 * * *', leaseSeconds: 1800, run: work.purgeData },
    { ...latest, name: 'replay_letters', cron: '30 * * * * *', leaseSeconds: 300, run: work.replayLetters },
    ...reportPlan.map(({ kind, name, cron }): Job => ({
      ...latest,
      name,
      cron,
      leaseSeconds: 60,
      run: (run) => work.orderReport(kind, run),
    })),
    { ...latest, name: 'make_reports', cron: '*/5 * * * * *', leaseSeconds: 600, run: work.makeReports },
  ];
}
