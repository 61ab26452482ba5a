import { expect, it } from 'vitest';
import { markedLines } from './markedLines.ts';

const event = { id: 'e1', data: { score: 9, marks: ['bulk'], handler: { code: 'u' } } };
const marked = (path: string | null) =>
  markedLines(event, path)
    .filter((line) => line.marked)
    .map(({ text }) => text.trim());

it('is the event’s JSON, line by line', () => {
  const lines = markedLines(event, null);
  expect(JSON.parse(lines.map(({ text }) => text).join('\n'))).toEqual(event);
  expect(lines.some((line) => line.marked)).toBe(false);
});

it('marks the fault, with all that is in it', () => {
  expect(marked('data.score')).toEqual(['"score": 9,']);
  expect(marked('data.handler')).toEqual(['"handler": {', '"code": "u"', '}']);
});

it('marks what is nearest to a field that is missing', () => {
  expect(marked('data.step')).toHaveLength(markedLines(event, null).length - 3);
  expect(marked('time')).toEqual([]);
});
