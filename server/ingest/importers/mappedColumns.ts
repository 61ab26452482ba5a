import type { ColumnMapping, DataSpec, TimeSpec, ValueSpec } from '#contract/mappingSchema';

type Spec = ValueSpec | TimeSpec | DataSpec[string] | undefined;

/** Every column a mapping reads, each once, in the order of the mapping. */
export function mappedColumns(mapping: ColumnMapping): string[] {
  const named: Spec[] = [
    mapping.case,
    mapping.item,
    mapping.department,
    mapping.region,
    mapping.channel,
    mapping.received,
  ];
  if (mapping.rows === 'event')
    named.push(
      mapping.activity,
      mapping.step,
      mapping['step.dueAt'],
      mapping.handler,
      mapping.time,
      ...Object.values(mapping.data),
    );
  for (const event of mapping.rows === 'case' ? mapping.events : mapping.caseEvents)
    named.push(event.time, event.received, event.step, event.handler, ...Object.values(event.data));
  return [...new Set(named.flatMap(columnsOf))];
}

function columnsOf(spec: Spec): string[] {
  if (spec === undefined) return [];
  if (typeof spec === 'string') return [spec];
  if ('const' in spec) return [];
  if (typeof spec.column === 'string') return [spec.column];
  return Object.values(spec).flatMap((member) => columnsOf(member));
}
