import type { CaseEvent } from '#contract/caseEvent';
import type { Queryable } from '../../db/queryable.ts';
import { instantText } from '../../http/instantText.ts';
import { caseLog, type LoggedCase } from './caseLog.ts';
import { escapeXml } from '../../sheets/escapeXml.ts';

/** IEEE 1849 (XES): a trace a case, an event an event; `concept:name` of a step is the step, else the type. */
export async function* xesFile(db: Queryable): AsyncGenerator<Buffer> {
  yield Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
`);
  for await (const cases of caseLog(db)) yield Buffer.from(cases.map(traceOf).join(''));
  yield Buffer.from('</log>\n');
}

const text = (key: string, value: string | null | undefined): string =>
  value === null || value === undefined ? '' : `<string key="${key}" value="${escapeXml(value)}"/>`;

const traceOf = ({ caseId, region, department, item, events }: LoggedCase): string =>
  `<trace>${text('concept:name', caseId)}${text('region', region)}${text('department', department)}${text('item', item)}\n${events.map(eventOf).join('')}</trace>\n`;

function eventOf({ type, occurredAt, data }: CaseEvent): string {
  const lifecycle = type === 'case.step_started' ? 'start' : 'complete';
  return `<event>${text('concept:name', data.step ?? type)}<date key="time:timestamp" value="${instantText(occurredAt)}"/>${text(
    'lifecycle:transition',
    lifecycle,
  )}${text('org:resource', data.handler?.code)}${text('org:group', data.department)}${text('type', type)}${text('outcome', data.outcome)}</event>\n`;
}
