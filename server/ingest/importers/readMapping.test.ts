import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { checkMapping, readMapping } from './readMapping.ts';

const folder = new URL('mappings/', import.meta.url);
const good = {
  format: 'csv',
  rows: 'case',
  source: 's',
  case: 'ID',
  events: [{ type: 'case.accepted', time: 'AT' }],
};
const fault = (change: object): string => {
  try {
    checkMapping({ ...good, ...change }, 'm.json');
    return 'none';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

describe('readMapping', () => {
  it('reads every mapping that is shipped', async () => {
    const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
    expect(files.length).toBeGreaterThanOrEqual(3);
    for (const file of files) expect((await readMapping(new URL(file, folder).pathname)).source).toBeTruthy();
  });

  it.each([
    [{ format: 'xlsx' }, 'format: format is "csv", "xes" or "cloudevents"'],
    [{ rows: 'all' }, 'rows: "case" (one row tells a whole case) or "event" (one row tells one event)'],
    [{ events: [] }, 'events: rows "case" needs at least one event'],
    [{ events: [{ type: 'case.done', time: 'AT' }] }, 'events[0].type: one of case.submitted,'],
    [
      { events: [{ type: 'case.accepted', time: { const: '2020-01-01' } }] },
      'events[0].time: the name of a column',
    ],
    [{ colour: 'red' }, 'Unrecognized key: "colour"'],
    [{ timezone: 'Mars/Olympus' }, 'timezone: Mars/Olympus is no IANA time zone such as Asia/Shanghai.'],
    [{ timeFormat: 'dd.MM.yy' }, 'timeFormat: the time format dd.MM.yy has an unknown letter y'],
    [{ timeFormat: 'HH:mm' }, 'timeFormat: the time format HH:mm does not say the year.'],
    [{ namespace: 'a:b' }, 'namespace: a namespace without colon, slash or control characters'],
    [{ rows: 'event', events: [] }, 'map: rows "event" needs `map`'],
    [{ rows: 'event', events: [], time: 'AT', map: { x: 'case.received' } }, 'activity: `map` names values'],
    [{ catalogue: { items: [{ code: 'i' }] } }, 'catalogue.items[0].name'],
  ])('names the field and the remedy for %j', (change, expected) => {
    expect(fault(change)).toContain(expected);
  });

  it('names the file for what is no JSON or is not there', async () => {
    await expect(readMapping('/nowhere/m.json')).rejects.toThrow(
      /The mapping \/nowhere\/m.json cannot be read/,
    );
    await expect(readMapping(new URL('readMapping.ts', import.meta.url).pathname)).rejects.toThrow(
      /is not JSON/,
    );
  });
});
