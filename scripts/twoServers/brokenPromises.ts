import type { KillReport } from './killInTurn.ts';

/** What did not hold, a sentence each. */
export function brokenPromises({ posts, stored, rebuild, jobs, walls }: KillReport): string[] {
  const differing = Object.entries(rebuild.differences).filter(([, count]) => count > 0);
  return [
    ...posts.faults.map((fault) => `A department was answered ${fault}.`),
    ...(stored === posts.events
      ? []
      : [`${posts.events} events were acknowledged and ${stored} are stored.`]),
    ...differing.map(([kind, count]) => `${count} rows of ${kind} differ from what the events give.`),
    ...jobs.doubles.map((slot) => `The slot ${slot} was done twice.`),
    ...jobs.unknown.map((slot) => `The slot ${slot} was done and the ledger does not say so.`),
    ...jobs.failed.map((slot) => `The slot ${slot} failed.`),
    ...(walls.gaps === 0 ? [] : [`${walls.gaps} deltas did not follow on the one before.`]),
    ...walls.differing.map((part) => `A wall showed ${part}.`),
  ];
}
