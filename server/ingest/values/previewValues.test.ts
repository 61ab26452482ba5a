import { expect, it } from 'vitest';
import type { CaseEvent, CaseEventData } from '#contract/caseEvent';
import { previewValues } from './previewValues.ts';

const event = (eventId: string, data: CaseEventData): CaseEvent => ({
  caseId: 'C',
  sourceId: 1,
  eventId,
  type: 'case.rated',
  occurredAt: 0,
  receivedAt: 0,
  catalogueRevision: 1,
  data,
});
const zone = 'Asia/Shanghai';
const rows = (report: ReturnType<typeof previewValues>, field: string) =>
  report.fields.find((one) => one.field === field)?.rows;

it('counts the events of each row, by the code they came with', () => {
  const before = { score: { A: 5, B: 1 } };
  const after = { score: { A: 5, B: 2 } };
  const report = previewValues(
    before,
    after,
    [event('e1', { score: 5 }), event('e2', { score: 1 })],
    [],
    zone,
  );
  expect(rows(report, 'score')).toEqual([
    { from: 'A', to: 5, events: 1, letters: 0, before: 5, fault: null },
    { from: 'B', to: 2, events: 1, letters: 0, before: 1, fault: null },
  ]);
  expect(report.examples).toEqual([
    { eventId: 'e2', type: 'case.rated', field: 'score', given: 'B', before: 1, after: 2 },
  ]);
});

it('says that a new table refuses what it does not list', () => {
  const came = [event('e1', { channel: 'web' }), event('e2', { channel: 'phone' })];
  const report = previewValues({}, { channel: { web: 'online' } }, came, [], zone);
  expect(report.wouldRefuse).toBe(1);
  expect(rows(report, 'channel')).toContainEqual({
    from: 'phone',
    to: null,
    events: 1,
    letters: 0,
    before: 'phone',
    fault: null,
  });
});

it('lists what letters wait with, and a value that is none', () => {
  const letter = { value: { data: { score: '9' } } };
  const report = previewValues({ score: { '1': 5 } }, { score: { '1': 5, '9': 77 } }, [], [letter], zone);
  expect(rows(report, 'score')?.[0]).toMatchObject({ from: '9', to: 77, letters: 1, before: null });
  expect(rows(report, 'score')?.[0]?.fault).toContain('data.score');
});

it('names a field that no event has', () => {
  const report = previewValues({}, { colour: { a: 'b' } }, [], [], zone);
  expect(rows(report, 'colour')?.[0]?.fault).toBe('no event has a field "colour"');
});
