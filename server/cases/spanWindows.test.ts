import fc from 'fast-check';
import { expect, it } from 'vitest';
import { spanWindows } from './spanWindows.ts';

const day = 86_400_000;
const span = (caseId: string, from: number, to: number) => ({ caseId, from: from * day, to: to * day });

it('puts cases of the same month into one window', () => {
  expect(spanWindows([span('a', 61, 63), span('b', 60, 70)])).toEqual([
    { from: 60 * day, to: 70 * day, spans: [span('a', 61, 63), span('b', 60, 70)] },
  ]);
});

it('keeps an old case and a long one from widening the window of the others', () => {
  const windows = spanWindows([span('new', 900, 905), span('old', 0, 5), span('long', 900, 1500)]);
  expect(windows.map(({ spans }) => spans.map(({ caseId }) => caseId))).toEqual([['new'], ['old'], ['long']]);
});

it('holds every span once, inside its window, and no window is much longer than its longest span', () => {
  const spans = fc.array(
    fc
      .tuple(fc.string(), fc.integer({ min: 0, max: 3000 }), fc.integer({ min: 0, max: 900 }))
      .map(([caseId, from, long]) => span(caseId, from, from + long)),
  );
  fc.assert(
    fc.property(spans, (given) => {
      const windows = spanWindows(given);
      const held = windows.flatMap((window) => window.spans);
      expect(held).toHaveLength(given.length);
      expect(new Set(held)).toEqual(new Set(given));
      for (const { from, to, spans: inside } of windows) {
        expect(inside.every((one) => one.from >= from && one.to <= to)).toBe(true);
        const longest = Math.max(...inside.map((one) => one.to - one.from));
        expect(to - from).toBeLessThanOrEqual(Math.max(longest, 60 * day) + 60 * day);
      }
    }),
  );
});
