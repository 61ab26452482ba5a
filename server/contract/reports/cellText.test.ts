import { expect, test } from 'vitest';
import { cellText } from './cellText.ts';
import type { CellValue, Column } from './reportDocument.ts';

test.each<[CellValue, Column['kind'], number | undefined, string]>([
  [8214, 'count', undefined, '8,214'],
  [0, 'count', undefined, '0'],
  [0.9981, 'share', undefined, '99.81'],
  [0.99999, 'share', undefined, '99.99'],
  [1, 'share', undefined, '100.00'],
  [0.00001, 'share', undefined, '0.01'],
  [0, 'share', undefined, '0.00'],
  [0.98205, 'share', undefined, '98.21'],
  [0.9999, 'share', 1, '99.9'],
  [0.0005, 'points', undefined, '+0.05'],
  [-0.0002, 'points', undefined, '−0.02'],
  [-0.00001, 'points', undefined, '0.00'],
  [0.0324, 'change', undefined, '+3.2'],
  [-1, 'change', undefined, '−100.0'],
  [12.25, 'decimal', 2, '12.25'],
  [1.005, 'decimal', 2, '1.01'],
  [-1234.5, 'decimal', 0, '−1,235'],
  [3, 'rank', undefined, '3'],
  ['2026-10-13', 'day', undefined, '2026-10-13'],
  [[0.9968, 0.9988], 'interval', undefined, '99.68 ~ 99.88'],
  [[0.8713, 1], 'interval', undefined, '87.13 ~ 100.00'],
  ['=1+1', 'text', undefined, '=1+1'],
  [null, 'share', undefined, '—'],
])('%j as %s with %j decimals is printed as %s', (value, kind, decimals, printed) => {
  expect(cellText(value, decimals === undefined ? { kind } : { kind, decimals })).toBe(printed);
});
