import { caseEventTypes } from '#contract/caseEvent';
import type { Queryable } from '../../db/queryable.ts';
import { instantText } from '../../http/instantText.ts';
import { caseLog, type LoggedCase } from './caseLog.ts';

const attributes = (...names: string[]) => names.map((name) => ({ name, type: 'string' }));
const objectTypes = [
  { name: 'case', attributes: attributes('region') },
  { name: 'department', attributes: [] },
  { name: 'item', attributes: [] },
];
const eventTypes = caseEventTypes.map((name) => ({
  name,
  attributes: attributes('handler', 'step', 'outcome'),
}));

/** OCEL 2.0 as JSON: cases, departments and items are objects. The cases are read twice: objects come before events. */
export async function* ocelFile(db: Queryable): AsyncGenerator<Buffer> {
  yield Buffer.from(
    `{"objectTypes":${JSON.stringify(objectTypes)},\n"eventTypes":${JSON.stringify(eventTypes)},\n"objects":[`,
  );
  const named = new Set<string>();
  let comma = '';
  for await (const cases of caseLog(db)) {
    const objects = cases.flatMap((one) => [...placesOf(one, named), caseObject(one)]);
    yield Buffer.from(comma + objects.map((one) => JSON.stringify(one)).join(',\n'));
    comma = ',\n';
  }
  yield Buffer.from('],\n"events":[');
  comma = '';
  for await (const cases of caseLog(db)) {
    const events = cases.flatMap(eventsOf);
    if (events.length === 0) continue;
    yield Buffer.from(comma + events.map((one) => JSON.stringify(one)).join(',\n'));
    comma = ',\n';
  }
  yield Buffer.from(']}\n');
}

/** Departments and items that were not named yet. */
function placesOf(one: LoggedCase, named: Set<string>): object[] {
  const codes = one.events.flatMap(({ data }) => [
    ['department', data.department ?? one.department] as const,
    ['item', data.item ?? one.item] as const,
  ]);
  return codes.flatMap(([type, code]) => {
    const id = `${type}:${code ?? ''}`;
    if (code === null || named.has(id)) return [];
    named.add(id);
    return [{ id, type, attributes: [] }];
  });
}

const caseObject = ({ caseId, region, events }: LoggedCase): object => ({
  id: `case:${caseId}`,
  type: 'case',
  attributes:
    region === null ? [] : [{ name: 'region', time: instantText(events[0]?.occurredAt ?? 0), value: region }],
});

const eventsOf = (one: LoggedCase): object[] =>
  one.events.map(({ sourceId, eventId, type, occurredAt, data }) => {
    const [department, item] = [data.department ?? one.department, data.item ?? one.item];
    const told = { handler: data.handler?.code, step: data.step, outcome: data.outcome };
    return {
      id: `${one.caseId}/${sourceId}/${eventId}`,
      type,
      time: instantText(occurredAt),
      attributes: Object.entries(told).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value }],
      ),
      relationships: [
        { objectId: `case:${one.caseId}`, qualifier: 'case' },
        ...(department === null ? [] : [{ objectId: `department:${department}`, qualifier: 'by' }]),
        ...(item === null ? [] : [{ objectId: `item:${item}`, qualifier: 'of' }]),
      ],
    };
  });
