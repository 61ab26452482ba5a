import type { ItemVersion } from '#contract/item';
import type { RuleId } from '#contract/rule';
import type { ReportPeriod } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayLength } from '../../domain/calendar/localDay.ts';
import type { Counts, Sums } from '../../domain/reports/sums.ts';
import {
  promisedCohorts,
  statutoryCohorts,
  type CohortKey,
  type CohortOfPlace,
} from '../../overview/onTimeStore.ts';
import { spanSoFar } from '../../overview/spanSoFar.ts';
import { casesConcluded, numbersOf, type ConcludedRow } from './concludedStore.ts';
import { findingsBy, type FindingRow } from './findingStore.ts';
import { addBadRatings, badRatingsBefore } from './addBadRatings.ts';
import { addFollowup, followupWithin } from './addFollowup.ts';
import { eachInTurn } from './eachInTurn.ts';
import { openCasesAt, type OpenRow } from './openStore.ts';
import { ratingCounts } from './ratingCounts.ts';
import { startTally, type Tally, type Tallying } from './tally.ts';
import { volumesWithin, type VolumeRow } from './volumeStore.ts';

export interface Gathering {
  db: Queryable;
  catalogue: Catalogue;
  scope: Scope;
  /** Rules whose confirmed findings are faults of the data. */
  dataRules: readonly RuleId[];
  now: Instant;
  /** Called after each step with how many of `gatheringSteps` are done; may throw to stop. */
  onStep: (done: number) => void;
}
export const gatheringSteps = 8;

/**
 * Everything that a period's figures are made of, by dimension and code, as it is known now. All is asked for at once, so
 * that a connection of several lanes reads side by side; it is added in one order, so that equal data give equal tallies.
 */
export async function gatherFigures(gathering: Gathering, period: ReportPeriod): Promise<Tally> {
  const { db, catalogue, scope, now, onStep } = gathering;
  const span = spanSoFar(period, catalogue.timezone, now);
  const tallying = startTally(catalogue, scope.departments !== null);
  if (span.from >= span.to) return tallying.tally;
  const due = { ...span, children: true };
  const steps = [
    // what takes longest first
    step(casesConcluded(db, span, scope), (rows) => addConcluded(gathering, tallying, rows)),
    step(promisedCohorts(db, due, cohortKeys, scope), (rows) => addPromised(tallying, rows)),
    step(openCasesAt(db, span.to, scope), (rows) => addOpen(tallying, rows)),
    step(statutoryCohorts(db, due, cohortKeys, scope), (rows) => addStatutory(tallying, rows)),
    step(volumesWithin(db, period, scope), (rows) => addVolumes(gathering, tallying, period, rows)),
    step(findingsBy(db, span, scope), (rows) => addFindings(gathering, tallying, rows)),
    step(followupWithin(gathering, span), (rows) => addFollowup(gathering, tallying, rows)),
    step(badRatingsBefore(gathering, span), (rows) => addBadRatings(gathering, tallying, span, rows)),
  ];
  for (const [i, add] of steps.entries()) {
    await add();
    onStep(i + 1);
  }
  return tallying.tally;
}

function step<T>(asked: Promise<T>, add: (rows: T) => Promise<void> | void): () => Promise<void> {
  // whoever awaits it in its turn hears of its failure
  asked.catch(() => undefined);
  return async () => add(await asked);
}

/** What a channel is called where people file from afar (CONTRACT, events). */
const onlineChannels: ReadonlySet<string> = new Set(['web', 'mobile']);
const fullDepth = 4;

async function addVolumes(
  { catalogue }: Gathering,
  { add }: Tallying,
  { to }: ReportPeriod,
  volumes: readonly VolumeRow[],
): Promise<void> {
  const isFull = (code: string): boolean => {
    const item = catalogue.item(code, to, catalogue.revision);
    return item !== undefined && (item.onlineDepth ?? 0) >= fullDepth && item.visits === 0;
  };
  await eachInTurn(volumes, (row) => {
    const { received, accepted } = row;
    const of = (submitted: number, concluded: number): Counts => {
      const online = onlineChannels.has(row.channel) ? submitted : 0;
      return {
        submitted,
        concluded,
        withChannel: row.channel === '' ? 0 : submitted,
        online,
        fullOnline: online > 0 && isFull(row.item) ? online : 0,
      };
    };
    const own = of(row.submitted - row.childSubmitted, row.concluded - row.childConcluded);
    add(row, { ...own, received, accepted, ...ratingCounts(row) }, using(row, own));
    if (row.childSubmitted === 0 && row.childConcluded === 0) return;
    const ofChildren = of(row.childSubmitted, row.childConcluded);
    add({ ...row, child: true }, ofChildren, using(row, ofChildren));
  });
}

/** An item is one that had cases. */
function using(
  { item }: VolumeRow,
  { submitted = 0, concluded = 0 }: Counts,
): ((sums: Sums) => void) | undefined {
  if (item === '' || submitted + concluded === 0) return undefined;
  return (sums) => sums.items.add(item);
}

async function addConcluded(
  { catalogue }: Gathering,
  { add }: Tallying,
  concluded: readonly ConcludedRow[],
): Promise<void> {
  await eachInTurn(concluded, (row) => {
    const { overdueConcluded } = row;
    const handled = numbersOf(row.bytes);
    const item = row.itemRevision === null ? undefined : catalogue.itemRevision(row.item, row.itemRevision);
    if (item?.handling !== 'promised' || handled.length === 0) {
      if (overdueConcluded > 0) add(row, { overdueConcluded });
      return;
    }
    const law = daysOf(item.statutoryLimit);
    const promise = daysOf(item.promisedLimit);
    const used = handled.reduce((sum, one) => sum + one, 0);
    add(
      row,
      {
        overdueConcluded,
        measured: law === null ? 0 : handled.length,
        measuredUsed: law === null ? 0 : used,
        measuredLimit: handled.length * (law ?? 0),
        pledged: promise === null ? 0 : handled.length,
        pledgedUsed: promise === null ? 0 : used,
        pledgedLimit: handled.length * (promise ?? 0),
      },
      (sums) => sums.handled.push(handled),
    );
  });
}

/** A limit in working days, in milliseconds of the law; null: none in working days. */
const daysOf = (limit: ItemVersion['promisedLimit']): number | null =>
  limit?.unit === 'workday' ? limit.value * dayLength : null;

const addOpen = ({ add }: Tallying, open: readonly OpenRow[]): Promise<void> =>
  eachInTurn(open, (row) => {
    add(row, { inProgress: row.inProgress, overdueOpen: row.overdueOpen });
  });

const cohortKeys: readonly CohortKey[] = ['region', 'department', 'item', 'channel', 'child'];

const addPromised = ({ add }: Tallying, cohorts: readonly CohortOfPlace[]): Promise<void> =>
  eachInTurn(cohorts, (row) => {
    add(row, {
      due: row.n,
      dueOnTime: row.onTime,
      dueWithdrawn: row.withdrawn,
      dueVoided: row.voided,
      dueTransferred: row.transferred,
      dueExempt: row.exempt,
    });
  });

const addStatutory = ({ add }: Tallying, cohorts: readonly CohortOfPlace[]): Promise<void> =>
  eachInTurn(cohorts, (row) => {
    add(row, {
      lawDue: row.n,
      lawOnTime: row.onTime,
      lawWithdrawn: row.withdrawn,
      lawVoided: row.voided,
      lawTransferred: row.transferred,
      lawExempt: row.exempt,
    });
  });

function addFindings({ dataRules }: Gathering, { add }: Tallying, findings: readonly FindingRow[]): void {
  for (const row of findings) {
    const isData = dataRules.includes(row.rule);
    const { n } = row;
    switch (row.standing) {
      case 'confirmed':
        add(row, isData ? { otherData: n, dataFaults: n } : { confirmed: n });
        break;
      case 'data_problem':
        add(row, { otherData: n, dataFaults: n });
        break;
      case 'excused':
        add(row, { refuted: n });
        break;
      default:
        add(row, { [row.standing]: n });
    }
  }
}
