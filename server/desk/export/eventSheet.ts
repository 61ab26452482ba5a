import type { Queryable } from '../../db/queryable.ts';
import { caseLog } from './caseLog.ts';
import { instantCell, type Cell, type Sheet } from './sheet.ts';

const columns = [
  ['case', 26],
  ['type', 24],
  ['time', 20],
  ['received', 20],
  ['source', 8],
  ['id', 30],
  ['region', 11],
  ['department', 14],
  ['item', 14],
  ['handler', 12],
  ['step', 16],
  ['outcome', 14],
  ['reason', 30],
] as const;

/** Every event, a row each, under the names of the ingest contract; nothing of an applicant, not even the pseudonym. */
export function eventSheet(db: Queryable): Sheet {
  const rows = async function* (): AsyncGenerator<Cell[][]> {
    for await (const cases of caseLog(db))
      yield cases.flatMap((one) =>
        one.events.map(({ type, occurredAt, receivedAt, sourceId, eventId, data }) => [
          one.caseId,
          type,
          instantCell(occurredAt),
          instantCell(receivedAt),
          sourceId,
          eventId,
          data.region ?? one.region,
          data.department ?? one.department,
          data.item ?? one.item,
          data.handler?.code ?? null,
          data.step ?? null,
          data.outcome ?? null,
          data.reason ?? null,
        ]),
      );
  };
  return { name: 'events', columns: columns.map(([title, width]) => ({ title, width })), rows: rows() };
}
