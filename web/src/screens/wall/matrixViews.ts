import type { WallState } from '#contract/wall';
import { kindRows } from './departmentMatrix.ts';
import type { KindRow } from './departmentMatrix.ts';

export type MatrixView =
  | { key: string; kind: 'departments'; rows: KindRow[]; seconds: number }
  | { key: string; kind: 'hours'; seconds: number };

const firstSeconds = 24;
const otherSeconds = 12;

/**
 * The views the matrix turns through: kinds of department in the catalogue's order, as many pages as it takes so
 * that type is never shrunk, then the hours. A page ends with the sum of all kinds it does not name.
 */
export function matrixViews(
  state: Pick<WallState, 'departments' | 'departmentKinds'>,
  rows: number,
): MatrixView[] {
  const all = kindRows(state, Infinity);
  const hours: MatrixView = { key: 'hours', kind: 'hours', seconds: otherSeconds };
  if (all.length === 0 || rows < 2) return [hours];
  if (all.length <= rows)
    return [{ key: 'departments-0', kind: 'departments', rows: all, seconds: firstSeconds }, hours];
  const size = rows - 1;
  const pages = Array.from({ length: Math.ceil(all.length / size) }, (_, page): MatrixView => {
    const start = Math.min(page * size, all.length - size);
    const named = all.slice(start, start + size);
    const rest = all.filter((row) => !named.includes(row)).flatMap((row) => row.codes);
    return {
      key: `departments-${page}`,
      kind: 'departments',
      rows: [...named, { name: null, codes: rest }],
      seconds: page === 0 ? firstSeconds : otherSeconds,
    };
  });
  return [...pages, hours];
}
