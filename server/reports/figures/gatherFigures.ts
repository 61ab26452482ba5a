import type { ItemVersion } from '#contract/item';
import type { RuleId } from '#contract/rule';
import type { ReportPeriod } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Scope } from '../../access/scope.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayLength } from '../../domain/calendar/localDay.ts';
import type { Counts, Sums } from '../../domain/reports/sums.ts';
import { promisedCohorts, statutoryCohorts } from '../../overview/onTimeStore.ts';
import { spanSoFar } from '../../overview/spanSoFar.ts';
import { casesConcluded, numbersOf } from './concludedStore.ts';
import { findingsBy } from './findingStore.ts';
import { addFollowup } from './addFollowup.ts';
import { eachInTurn } from './eachInTurn.ts';
import { openCasesAt } from './openStore.ts';
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
export const gatheringSteps = 6;

/** Everything that a period's figures are made of, by dimension and code, as it is known now. */
export async function gatherFigures(gathering: Gathering, period: ReportPeriod): Promise<Tally> {
  const { db, catalogue, scope, now, onStep } = gathering;
  const span = spanSoFar(period, catalogue.timezone, now);
  const tallying = startTally(catalogue, scope.departments !== null);
  if (span.from >= span.to) return tallying.tally;
  await addVolumes(gathering, tallying, period);
  onStep(1);
  await addConcluded(gathering, tallying, span);
  onStep(2);
  await eachInTurn(await openCasesAt(db, span.to, scope), (row) => {
    tallying.add(row, { inProgress: row.inProgress, overdueOpen: row.overdueOpen });
  });
  onStep(3);
  await addCohorts(gathering, tallying, span);
  onStep(4);
  await addFindings(gathering, tallying, span);
  onStep(5);
  await addFollowup(gathering, tallying, span);
  onStep(6);
  return tallying.tally;
}

/** What a channel is called where people file from afar (CONTRACT, events). */
const onlineChannels: ReadonlySet<string> = new Set(['web', 'mobile']);
const fullDepth = 4;

async function addVolumes(
  { db, catalogue, scope }: Gathering,
  { add }: Tallying,
  period: ReportPeriod,
): Promise<void> {
  const isFull = (item: ItemVersion | undefined): boolean =>
    item !== undefined && (item.onlineDepth ?? 0) >= fullDepth && item.visits === 0;
  await eachInTurn(await volumesWithin(db, period, scope), (row) => {
    const { received, accepted, rated, ratedGood } = row;
    const of = (submitted: number, concluded: number): Counts => {
      const online = onlineChannels.has(row.channel) ? submitted : 0;
      return {
        submitted,
        concluded,
        withChannel: row.channel === '' ? 0 : submitted,
        online,
        fullOnline: isFull(catalogue.newestItem(row.item)) ? online : 0,
      };
    };
    const own = of(row.submitted - row.childSubmitted, row.concluded - row.childConcluded);
    add(row, { ...own, received, accepted, rated, ratedGood }, using(row, own));
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
  { db, catalogue, scope }: Gathering,
  { add }: Tallying,
  span: { from: Instant; to: Instant },
): Promise<void> {
  await eachInTurn(await casesConcluded(db, span, scope), (row) => {
    const { overdueConcluded } = row;
    const handled = numbersOf(row.bytes);
    const item = row.itemRevision === null ? undefined : catalogue.itemRevision(row.item, row.itemRevision);
    if (item?.handling !== 'promised' || handled.length === 0) {
      if (overdueConcluded > 0) add(row, { overdueConcluded });
      return;
    }
    const { statutoryLimit } = item;
    const limit = statutoryLimit?.unit === 'workday' ? statutoryLimit.value * dayLength : null;
    const measured = limit === null ? 0 : handled.length;
    add(
      row,
      {
        overdueConcluded,
        measured,
        measuredUsed: limit === null ? 0 : handled.reduce((sum, used) => sum + used, 0),
        measuredLimit: measured * (limit ?? 0),
      },
      (sums) => sums.handled.push(handled),
    );
  });
}

async function addCohorts(
  { db, scope }: Gathering,
  { add }: Tallying,
  span: { from: Instant; to: Instant },
): Promise<void> {
  const by = ['region', 'department', 'item', 'channel', 'child'] as const;
  const due = { ...span, children: true };
  await eachInTurn(await promisedCohorts(db, due, by, scope), (row) => {
    add(row, {
      due: row.n,
      dueOnTime: row.onTime,
      dueWithdrawn: row.withdrawn,
      dueVoided: row.voided,
      dueTransferred: row.transferred,
      dueExempt: row.exempt,
    });
  });
  await eachInTurn(await statutoryCohorts(db, due, by, scope), (row) => {
    add(row, {
      lawDue: row.n,
      lawOnTime: row.onTime,
      lawWithdrawn: row.withdrawn,
      lawVoided: row.voided,
      lawTransferred: row.transferred,
      lawExempt: row.exempt,
    });
  });
}

async function addFindings(
  { db, scope, dataRules }: Gathering,
  { add }: Tallying,
  span: { from: Instant; to: Instant },
): Promise<void> {
  for (const row of await findingsBy(db, span, scope)) {
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
