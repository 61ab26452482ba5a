import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { NewReport } from '#contract/reports/reportSchema';
import type { ReportPeriod, ReportScope } from '#contract/reports/snapshot';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import { inTransaction } from '../../db/transaction.ts';
import { dayText } from '../../domain/calendar/localDay.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import { latestPeriod, reportPeriod } from '../../domain/reports/reportPeriod.ts';
import type { Reach } from '../reach.ts';
import { queueAgain } from '../store/lifeStore.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { insertReport, liveReport, reportById } from '../store/reportStore.ts';
import { auditReport, reachOfActor, unknownReport, type Actor } from './actor.ts';

export type Order = Pick<NewReport, 'kind' | 'period' | 'scope' | 'language' | 'again'>;

/**
 * Has a report made, soon, by the job. The same order finds the report that is there, however far it has come; only
 * `again` has the figures of a draft taken anew.
 * @throws Problem `invalid` for a period or place that is none, or lies outside the scope; `conflict` for `again` of
 * what departments have seen already
 */
export function orderReport(pool: Pool, order: Order, actor: Actor): Promise<ReportRow> {
  const { kind, language, again } = order;
  const period = periodOf(order, actor);
  const scope = order.scope ?? ownScope(actor);
  mustBeOwn(scope, reachOfActor(actor), actor.catalogue);
  return inTransaction(pool, async (db) => {
    const asked = { kind, period, scope, language, askedBy: actor.account.name };
    const added = await insertReport(db, asked, actor.now);
    const there = await (added === undefined
      ? liveReport(db, { kind, period: period.period, scope })
      : reportById(db, added));
    // the one in the way may have been cancelled in this moment
    if (there === undefined)
      throw new Problem('conflict', 'The report is just being changed; order it again.');
    const { reportId } = there;
    if (added === undefined && !again) return there;
    if (added === undefined && there.status !== 'running' && there.status !== 'queued') {
      if (!(await queueAgain(db, reportId, { name: actor.account.name, now: actor.now })))
        throw new Problem(
          'conflict',
          there.status === 'issued'
            ? `Report ${reportId} of this period is issued and does not change; what is known since stands in the next one.`
            : `Departments see report ${reportId} already; its figures are taken anew when it is issued.`,
          { path: 'again' },
        );
    } else if (added === undefined) return there;
    await auditReport(db, actor, 'ordered', reportId, { kind, period: period.period, scope, again });
    return (await reportById(db, reportId)) ?? unknown(reportId);
  });
}

function unknown(reportId: number): never {
  throw unknownReport(reportId);
}

export const officeDay = ({ timezone: zone }: Pick<Catalogue, 'timezone'>, now: number): string =>
  dayText(timezone(zone).dayOf(now));

function periodOf({ kind, period }: Order, { catalogue, now }: Actor): ReportPeriod {
  const today = officeDay(catalogue, now);
  const asked = readPeriod(kind, period ?? latestPeriod(kind, today));
  if (asked.from > today)
    throw new Problem('invalid', `The period "${asked.period}" has not begun; there is nothing to report.`, {
      path: 'period',
    });
  return asked;
}

/** Nothing was reported before, and the years that a report looks back on shall have a calendar too. */
const firstDay = '1900-01-01';

/** @throws Problem `invalid` */
export function readPeriod(kind: Order['kind'], text: string): ReportPeriod {
  try {
    const read = reportPeriod(kind, text);
    if (read.from >= firstDay) return read;
    throw new RangeError(`"${text}" begins before ${firstDay}; nothing was reported then.`);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Problem('invalid', error.message, { path: 'period' });
  }
}

function ownScope({ account: { region, department } }: Actor): ReportScope {
  if (department !== null) return { by: 'department', code: department };
  return region === null ? { by: 'city' } : { by: 'region', code: region };
}

function mustBeOwn(scope: ReportScope, reach: Reach, catalogue: Catalogue): void {
  if (scope.by === 'city') {
    if (reach.all) return;
    throw new Problem('forbidden', 'Your account is limited to some places; order a report of those.', {
      path: 'scope',
    });
  }
  const { by, code } = scope;
  mustBeKnown(scope, catalogue);
  if (reach.all || (by === 'region' ? reach.regions : reach.departments).includes(code)) return;
  throw new Problem(
    'forbidden',
    `The ${by} "${code}" is outside your scope; order a report of your own places.`,
    {
      path: 'scope.code',
    },
  );
}

/** @throws Problem `invalid` */
export function mustBeKnown(scope: ReportScope, catalogue: Catalogue): void {
  if (scope.by === 'city' || catalogue[scope.by](scope.code)) return;
  throw new Problem(
    'invalid',
    `The ${scope.by} "${scope.code}" is not in the catalogue; GET /api/v1/catalogue lists it.`,
    {
      path: 'scope.code',
    },
  );
}
