import type { Language } from '#contract/wording/language';

/** The figures of today that the overview may show, from left to right. */
export const wallFigures = [
  'submitted',
  'concluded',
  'open',
  'dueSoon',
  'overdue',
  'implausible',
  'goodRate',
] as const;
export type WallFigure = (typeof wallFigures)[number];

/** rem that a figure needs at its longest: 99,999, 123.4万, 99.9%, and the words around it. */
const needs: Record<Language, Record<WallFigure, number>> = {
  zh: { submitted: 26, concluded: 26, open: 26, dueSoon: 22, overdue: 20, implausible: 20, goodRate: 20 },
  en: { submitted: 30, concluded: 30, open: 27, dueSoon: 22, overdue: 20, implausible: 21, goodRate: 20 },
};

/** Which stay when there is no room for all. */
const byWeight: WallFigure[] = [
  'overdue',
  'submitted',
  'concluded',
  'implausible',
  'dueSoon',
  'open',
  'goodRate',
];

export interface PlannedFigure {
  name: WallFigure;
  /** rem */
  width: number;
}

/**
 * Figures in boxes, as many as fit whole: each box lies in one panel of a wall.
 * @param boxes widths in rem, in reading order
 */
export function figurePlan(boxes: readonly number[], language: Language): PlannedFigure[][] {
  const need = needs[language];
  for (let kept = byWeight.length; kept > 0; kept--) {
    const chosen = new Set(byWeight.slice(0, kept));
    const names = wallFigures.filter((name) => chosen.has(name));
    for (let most = Math.ceil(kept / Math.max(1, boxes.length)); most <= kept; most++) {
      const filled = fill(names, boxes, most, need);
      if (filled) return filled.map((box, index) => spread(box, boxes[index] ?? 0, need));
    }
  }
  return [];
}

type Needs = Record<WallFigure, number>;

function fill(
  names: readonly WallFigure[],
  boxes: readonly number[],
  most: number,
  need: Needs,
): WallFigure[][] | null {
  const waiting = [...names];
  const filled = boxes.map((width) => {
    const box: WallFigure[] = [];
    for (let taken = 0; waiting[0] && box.length < most;) {
      taken += need[waiting[0]];
      if (taken > width) break;
      box.push(...waiting.splice(0, 1));
    }
    return box;
  });
  return waiting.length === 0 ? filled.filter((box) => box.length > 0) : null;
}

function spread(box: readonly WallFigure[], width: number, need: Needs): PlannedFigure[] {
  const needed = box.reduce((sum, name) => sum + need[name], 0);
  return box.map((name) => ({ name, width: (need[name] / needed) * width }));
}
