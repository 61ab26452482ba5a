import { describe, expect, it } from 'vitest';
import { curlOf, daysToBeLate, lateCase, testPlace, timelyCase } from './testEvents.ts';

const now = Date.parse('2026-11-23T09:00:00+08:00');
const permit = {
  code: 'permit',
  name: '许可',
  promisedLimit: { value: 4, unit: 'workday' as const },
  statutoryLimit: { value: 15, unit: 'workday' as const },
};
const departments = [{ code: 'D', name: '住建委', region: 'R' }];
const place = testPlace({ departments, items: [{ code: 'ask', name: '咨询' }, permit] })!;
const about = { source: '/zj', place };

it('chooses an item with a promise, and nothing from an empty catalogue', () => {
  expect(place).toMatchObject({ region: 'R', department: 'D', item: { code: 'permit' } });
  expect(testPlace({ departments, items: [] })).toBeUndefined();
  expect(testPlace({ departments: [], items: [permit] })).toBeUndefined();
});

describe('the late case', () => {
  it('was accepted long enough ago for every limit, and not too long ago to be taken', () => {
    expect(daysToBeLate(permit)).toBe(50);
    expect(daysToBeLate({ ...permit, statutoryLimit: { value: 24, unit: 'month' } })).toBe(380);
    expect(daysToBeLate({ code: 'ask', name: '' })).toBe(20);
  });

  it('ends with a sign of life and bears a number that can be found again', () => {
    const [accepted, step] = lateCase(about, now);
    expect(accepted).toMatchObject({
      type: 'case.accepted',
      source: '/zj',
      time: '2026-10-04T01:00:00.000Z',
    });
    expect(step).toMatchObject({ type: 'case.step_completed', time: '2026-11-23T00:59:00.000Z' });
    expect(accepted?.subject).toBe(step?.subject);
    expect(accepted?.subject).toMatch(/^DUBAN-TEST-B-\w+$/);
  });
});

it('is another case than the timely one, and each time another', () => {
  const numbers = [timelyCase(about, now), lateCase(about, now), timelyCase(about, now + 1)].map(
    (events) => events[0]?.subject,
  );
  expect(new Set(numbers).size).toBe(3);
});

it('is told to a shell without ending its quotes', () => {
  expect(curlOf('https://d.example', 'KEY', [{ name: "it's" }])).toContain(String.raw`it'\''s`);
  expect(curlOf('https://d.example', 'KEY', [])).toContain("-H 'Authorization: Bearer KEY'");
});
