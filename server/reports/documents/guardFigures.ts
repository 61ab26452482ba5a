import type { Figure, Figures } from '#contract/reports/indicator';
import type {
  Block,
  Cell,
  Column,
  ComparedWith,
  FigureRef,
  ReportDocument,
  Run,
} from '#contract/reports/reportDocument';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { scoredParts } from '#contract/evaluation';
import type { Fault } from '../language/fault.ts';

type Lookup = (ref: FigureRef, of?: ComparedWith) => Figure | null;

/** Numbers that are not the snapshot's: in sentences and cells that point at a figure, and in what they compare. */
export function guardFigures(document: ReportDocument, snapshot: ReportSnapshot): Fault[] {
  const sets = new Map(snapshot.figures.map((set) => [`${set.by}\n${set.code}`, set]));
  const lost = pointsLost(snapshot);
  const figure: Lookup = ({ by, code, indicator }, of) => {
    const points = lost.get(`${by}\n${code}\n${indicator}`);
    if (points !== undefined) return { value: points, n: points };
    const set = sets.get(`${by}\n${code}`);
    const figures: Figures | null | undefined = of ? set?.[of] : set?.figures;
    const found = Object.entries(figures ?? {}).find(([id]) => id === indicator);
    return found?.[1] ?? null;
  };
  const blocks = [...document.blocks, ...document.annexes.flatMap((annex) => annex.blocks)];
  return blocks.flatMap((block) => blockFaults(block, figure));
}

/** A part of a score is pointed at like a figure, by what was lost in it. */
const pointsLost = ({ scores, departmentScores }: ReportSnapshot): ReadonlyMap<string, number> =>
  new Map(
    [scores, departmentScores].flatMap((set) =>
      (set?.rows ?? []).flatMap(({ code, lost }) =>
        scoredParts.map((part) => [`${set?.by ?? ''}\n${code}\n${part}`, lost[part] ?? 0] as const),
      ),
    ),
  );

function blockFaults(block: Block, figure: Lookup): Fault[] {
  if (block.kind === 'paragraph') {
    const place = block.runs.map(({ text }) => text).join('');
    return block.runs
      .filter((run) => isWrongRun(run, figure))
      .map(({ text }) => ({ place, text, what: 'wrong_figure' }));
  }
  if (block.kind !== 'table') return [];
  const { caption, columns, rows } = block.table;
  return rows.flatMap(({ cells }) =>
    cells
      .filter((cell, i) => isWrongCell(cell, columns[i], figure))
      .map(({ value }) => ({
        place: `${caption}, ${String(cells[0]?.value)} ${String(cells[1]?.value)}`,
        text: String(value),
        what: 'wrong_figure' as const,
      })),
  );
}

function isWrongRun({ figure: ref, compares }: Run, figure: Lookup): boolean {
  if (!ref) return false;
  const now = figure(ref);
  if (!now) return true;
  if (!compares) return false;
  return compares.now !== now.value || compares.then !== (figure(ref, compares.with)?.value ?? null);
}

function isWrongCell({ value, figure: ref }: Cell, column: Column | undefined, figure: Lookup): boolean {
  if (!ref || !column) return false;
  const now = figure(ref);
  if (!now) return true;
  if (value === null) return false;
  if (!column.compares) return !isNear(value, now.value) && value !== now.n;
  const then = figure(ref, column.compares)?.value ?? null;
  if (now.value === null || then === null) return true;
  const difference = now.value - then;
  return !isNear(value, column.kind === 'points' ? difference : difference / then);
}

/** A quotient taken by the database and one taken here may differ in their last digit. */
const isNear = (value: Cell['value'], exact: number | null): boolean =>
  typeof value === 'number' &&
  exact !== null &&
  Math.abs(value - exact) <= 1e-9 * Math.max(1, Math.abs(exact));
