import { describe, expect, it } from 'vitest';
import type { ColumnMapping } from '#contract/mappingSchema';
import type { FileRow } from './fileRow.ts';
import { rowMapper, type MappedGroup } from './mapRow.ts';
import { checkMapping } from './readMapping.ts';

const row = (line: number, values: Record<string, string>): FileRow => ({
  line,
  get: (column) => values[column],
});
const mapping = (more: object): ColumnMapping => {
  const checked = checkMapping(
    { format: 'csv', source: 's', case: 'ID', timezone: 'Asia/Shanghai', ...more },
    'm',
  );
  if (checked.format === 'cloudevents') throw new Error('a mapping of columns expected');
  return checked;
};

const told = (group: MappedGroup | undefined) => ({
  events: group?.events.map(({ line, envelope }) => ({ line, ...envelope })) ?? [],
  faults: group?.faults ?? [],
});

function mapCase(more: object, values: Record<string, string>) {
  const map = rowMapper(mapping({ rows: 'case', ...more }), 'UTC', () => true);
  return told(map({ heads: [row(2, values)], rows: [], whole: true }));
}
function mapEvents(more: object, rows: Record<string, string>[]) {
  const read = rows.map((values, index) => row(index + 2, values));
  const map = rowMapper(mapping({ rows: 'event', ...more }), 'UTC', () => true);
  return told(map({ heads: read, rows: read, whole: false }));
}

describe('rowMapper', () => {
  it('reads every field of data as its type asks', () => {
    const { events, faults } = mapCase(
      {
        received: 'IN',
        handler: 'WHO',
        values: { channel: { '1': 'window' } },
        channel: 'CH',
        events: [
          {
            type: 'case.suspended',
            time: 'AT',
            data: {
              kind: 'KIND',
              approvedDays: 'DAYS',
              approvedAt: 'OK',
              applicant: { name: 'NAME', idNumber: 'NO', kind: { const: 'person' } },
              promisedLimit: { value: 'LIMIT', unit: { const: 'workday' } },
              statutoryLimit: { value: 'NONE', unit: { const: 'workday' } },
              materials: 'PAPERS',
              newFacts: 'NEW',
              promisedDueAt: 'DUE',
            },
          },
        ],
      },
      {
        ID: ' 7 ',
        AT: '2026-01-02 15:04:05',
        IN: '2026-01-05 09:00:00',
        KIND: 'hearing',
        DAYS: '3',
        OK: '2026-01-02',
        NAME: '张三',
        NO: '110101199003077758',
        LIMIT: '5',
        PAPERS: '申请表；身份证',
        NEW: '是',
        DUE: '2026-01-09',
        CH: '1',
      },
    );
    expect(faults).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      line: 2,
      subject: '7',
      occurredAt: Date.parse('2026-01-02T15:04:05+08:00'),
    });
    expect(events[0]?.arrivedAt).toBe(Date.parse('2026-01-05T09:00:00+08:00'));
    expect(events[0]?.data).toEqual({
      channel: '1',
      kind: 'hearing',
      approvedDays: 3,
      approvedAt: '2026-01-01T16:00:00.000Z',
      applicant: { name: '张三', idNumber: '110101199003077758', kind: 'person' },
      promisedLimit: { value: 5, unit: 'workday' },
      materials: ['申请表', '身份证'],
      newFacts: true,
      promisedDueAt: '2026-01-09T16:00:00.000Z',
    });
  });

  it('makes no event of a time that is missing, and a fault of a value that cannot be', () => {
    const more = {
      missing: ['', '?'],
      events: [
        { type: 'case.accepted', time: 'AT' },
        { type: 'case.concluded', time: 'END', data: { outcome: { const: 'granted' } } },
        { type: 'case.extended', time: 'EXT', data: { days: 'DAYS' } },
      ],
    };
    const { events, faults } = mapCase(more, {
      ID: '1',
      AT: '2026-01-02',
      END: '?',
      EXT: '2026-01-03',
      DAYS: 'many',
    });
    expect(events.map(({ type }) => type)).toEqual(['case.accepted']);
    expect(faults).toEqual([{ line: 2, reason: 'DAYS "many" is no number' }]);
  });

  it('gives an event an id by its own values, whatever else its row says', () => {
    const more = {
      item: 'ITEM',
      events: [
        { type: 'case.accepted', time: 'AT', data: { promisedDueAt: 'DUE' } },
        { type: 'case.concluded', time: 'END', data: { outcome: { const: 'granted' } } },
      ],
    };
    const ids = (values: Record<string, string>) =>
      mapCase(more, { ID: '1', ...values }).events.map(({ eventId }) => eventId);
    const [accepted] = ids({ AT: '2026-01-02', ITEM: 'a' });
    expect(ids({ AT: '2026-01-02', END: '2026-01-03', ITEM: 'b' })[0]).toBe(accepted);
    expect(ids({ AT: '2026-01-03', ITEM: 'a' })[0]).not.toBe(accepted);
    expect(ids({ AT: '2026-01-02', DUE: '2026-01-09', ITEM: 'a' })[0]).not.toBe(accepted);
  });

  it('numbers equal rows of a case, and tells once what every row repeats', () => {
    const more = {
      time: 'AT',
      activity: 'WHAT',
      step: 'WHAT',
      'step.dueAt': 'BY',
      map: { '*': 'case.step_completed', start: 'case.received', note: null },
      caseEvents: [{ type: 'case.accepted', time: 'OPENED' }],
    };
    const step = { ID: '1', OPENED: '2026-01-01', WHAT: '审查', AT: '2026-01-02', BY: '2026-01-03' };
    const rows = [{ ...step, WHAT: 'start' }, step, { ...step, WHAT: 'note' }, step];
    const { events } = mapEvents(more, rows);
    expect(events.map(({ line, type }) => `${line} ${type}`)).toEqual([
      '2 case.accepted',
      '2 case.received',
      '3 case.step_completed',
      '5 case.step_completed',
    ]);
    expect(events[2]?.data).toEqual({ step: '审查', dueAt: '2026-01-03T16:00:00.000Z' });
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(4);
    expect(mapEvents(more, rows).events).toEqual(events);
  });

  it('calls unclassified what a lenient source does not name, unless another place may name it', () => {
    const events = [{ type: 'case.accepted', time: 'AT' }];
    const naming = { item: 'ITEM', department: 'DEPT' };
    const whole = mapCase({ lenient: true, ...naming, events }, { ID: '1', AT: '2026-01-02', ITEM: 'a' });
    expect(whole.events[0]?.data).toEqual({ item: 'a', department: 'unclassified', region: 'unclassified' });
    const strict = mapCase({ ...naming, events }, { ID: '1', AT: '2026-01-02' });
    expect(strict.events[0]?.data).toEqual({});
    const rows = { lenient: true, ...naming, time: 'AT', map: { '*': 'case.received' } };
    expect(mapEvents(rows, [{ ID: '1', AT: '2026-01-02' }]).events[0]?.data).toEqual({
      region: 'unclassified',
    });
  });

  it('faults an activity for which the mapping names no type', () => {
    const { faults } = mapEvents({ time: 'AT', step: 'WHAT', map: { a: 'case.received' } }, [
      { ID: '1', WHAT: 'b', AT: '2026-01-02' },
    ]);
    expect(faults).toEqual([{ line: 2, reason: 'the mapping\'s map names no type for "b" and has no "*"' }]);
  });
});
