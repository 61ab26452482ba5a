import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { eventsOfCases } from '../../cases/caseHistory.ts';
import type { Queryable } from '../../db/queryable.ts';
import { compareEvents } from '../../domain/cases/eventOrder.ts';
import { pagesOf } from './pagesOf.ts';

/** A case and all that was ever told of it, in order of time. */
export interface LoggedCase {
  caseId: string;
  region: string | null;
  department: string | null;
  item: string | null;
  events: CaseEvent[];
}

type CaseRow = Omit<LoggedCase, 'events'> & { from: Instant; to: Instant };

/** So many cases and their events are in memory at a time. */
const casesAPage = 500;

/** Every case by its number, with its events, a page at a time. */
export async function* caseLog(db: Queryable): AsyncGenerator<LoggedCase[]> {
  const pages = pagesOf(
    (after: CaseRow | undefined, limit) => casesAfter(db, after?.caseId ?? '', limit),
    casesAPage,
  );
  for await (const page of pages) {
    const histories = await eventsOfCases(db, page);
    yield page.map(({ caseId, region, department, item }) => ({
      caseId,
      region,
      department,
      item,
      events: [...(histories.get(caseId) ?? [])].sort(compareEvents),
    }));
  }
}

async function casesAfter(db: Queryable, after: string, limit: number): Promise<CaseRow[]> {
  const { rows } = await db.query<CaseRow>(
    `select case_id as "caseId", region, department, item, first_event_at as "from", last_event_at as "to"
       from cases
      where case_id > $1
      order by case_id
      limit $2`,
    [after, limit],
  );
  return rows;
}
