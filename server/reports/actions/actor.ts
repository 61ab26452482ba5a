import type { Account } from '#contract/account';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../../access/audit.ts';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { isOwnReport, reachOf, sightOf, type Reach } from '../reach.ts';
import { reportById } from '../store/reportStore.ts';
import type { ReportRow } from '../store/reportRow.ts';

/** Who does something with a report, and when. */
export interface Actor {
  account: Pick<Account, 'name' | 'role' | 'region' | 'department'>;
  /** As the audit names them. */
  name: string;
  catalogue: Catalogue;
  now: Instant;
}

export const reachOfActor = ({ account, catalogue }: Actor): Reach => reachOf(account, catalogue);

export interface Seen {
  report: ReportRow;
  sight: 'whole' | 'extract';
  reach: Reach;
}

/** @throws Problem `not_found`: there is none, or it is outside the account's scope */
export async function reportSeen(db: Queryable, reportId: number, actor: Actor, lock = false): Promise<Seen> {
  const report = await reportById(db, reportId, lock);
  const reach = reachOfActor(actor);
  const sight = report === undefined ? 'none' : sightOf(report, reach);
  if (report === undefined || sight === 'none') throw unknownReport(reportId);
  return { report, sight, reach };
}

/** As `reportSeen`, to change it: what a bulletin of all says is not changed by whoever sees a part of it. */
export async function reportToChange(db: Queryable, reportId: number, actor: Actor): Promise<ReportRow> {
  const { report, reach } = await reportSeen(db, reportId, actor, true);
  if (!isOwnReport(reach, report))
    throw new Problem('forbidden', 'Your account is limited to some places; this report is of more.');
  return report;
}

export const unknownReport = (reportId: unknown): Problem =>
  new Problem('not_found', `There is no report "${String(reportId)}" here, or it is outside your scope.`);

export function auditReport(
  db: Queryable,
  { name, now }: Pick<Actor, 'name' | 'now'>,
  action: string,
  reportId: number,
  detail: Record<string, unknown> = {},
): Promise<void> {
  const subject = { kind: 'report', id: String(reportId) };
  return recordAudit(db, { at: now, actor: name, action: `report.${action}`, subject, detail });
}
