import type { AppealDecision, NewAppeal } from '#contract/reports/appealSchema';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { Queryable } from '../../db/queryable.ts';
import { dayText } from '../../domain/calendar/localDay.ts';
import { timezone } from '../../domain/calendar/timezone.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { insertNotice, insertNotices } from './noticeStore.ts';
import { reportName } from './reportName.ts';
import { inspectorsOf, issuersOf } from './peopleStore.ts';
import { placesAbove } from './placesAbove.ts';

interface At {
  now: Instant;
  catalogue: Catalogue;
}

/** A draft waits for somebody to look at it: whoever ordered it, and those who may issue it. */
export async function tellDrafted(db: Queryable, report: ReportRow, { now, catalogue }: At): Promise<void> {
  const name = reportName(report, catalogue);
  const text = {
    zh: `${name.zh}草稿已生成，请核对后开放申诉或印发。`,
    en: `A draft of the ${name.en} is ready: check it, open its appeal window or issue it.`,
  };
  const { reportId, askedBy } = report;
  const issuers = await issuersOf(db, placesAbove([placeOf(report)], catalogue));
  // whom the plan stands for is no account, and nobody is told by its name
  const people = [...new Set([...issuers, askedBy])];
  await insertNotice(db, { at: now, kind: 'report.drafted', reportId, text }, people);
}

const placeOf = ({ scopeBy, scopeCode }: ReportRow) => ({ by: scopeBy, code: scopeCode });

/** Every department that it has a row of, and the inspectors of its places: they have so long to look at theirs. */
export async function tellOpened(
  db: Queryable,
  { report, until, snapshot }: { report: ReportRow; until: Instant; snapshot: string },
  { now, catalogue }: At,
): Promise<void> {
  const name = reportName(report, catalogue);
  const { figures }: Pick<ReportSnapshot, 'figures'> = JSON.parse(snapshot);
  const departments = figures.flatMap(({ by, code }) => (by === 'department' ? [code] : []));
  // `until` is the end of a day
  const last = dayText(timezone(catalogue.timezone).dayOf(until - 1));
  const text = {
    zh: `${name.zh}征求意见，请核对本单位数据，如有异议请于${last}前申诉。`,
    en: `The ${name.en} is open for appeals: check your own figures, and appeal until ${last}.`,
  };
  const { reportId } = report;
  const notice = { at: now, kind: 'report.appeals_opened', reportId, text };
  await insertNotices(db, notice, [...new Set(departments)]);
  await insertNotice(db, notice, await inspectorsOf(db, placesAbove(figures, catalogue)));
}

export async function tellAppealed(
  db: Queryable,
  report: ReportRow,
  { by, code }: NewAppeal,
  { now, catalogue }: At,
): Promise<void> {
  const name = reportName(report, catalogue);
  const unit = catalogue[by](code)?.name ?? code;
  const text = {
    zh: `${unit}对${name.zh}提出申诉，请审核。`,
    en: `${unit} appeals a figure of the ${name.en}.`,
  };
  const { reportId } = report;
  const issuers = await issuersOf(db, placesAbove([placeOf(report)], catalogue));
  await insertNotice(db, { at: now, kind: 'report.appealed', reportId, text }, issuers);
}

export async function tellDecided(
  db: Queryable,
  report: ReportRow,
  { decision, appealedBy }: AppealDecision & { appealedBy: string },
  { now, catalogue }: At,
): Promise<void> {
  const name = reportName(report, catalogue);
  const accepted = decision === 'accepted';
  const text = {
    zh: `对${name.zh}的申诉已${accepted ? '采纳' : '驳回'}，请查看理由。`,
    en: `Your appeal of the ${name.en} is ${decision}; read why.`,
  };
  const { reportId } = report;
  await insertNotice(db, { at: now, kind: 'report.appeal_decided', reportId, text }, [appealedBy]);
}
