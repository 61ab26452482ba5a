import { figureNames } from './wall.ts';
import type { Figures, FigureVector } from './wall.ts';

/** The canonical form: trailing zeros cut, so that equal figures are equal arrays and nothing is `[]`. */
export function trim(vector: readonly number[]): FigureVector {
  let length = vector.length;
  while (length > 0 && !vector[length - 1]) length--;
  return vector.slice(0, length);
}

export function addVectors(left: readonly number[], right: readonly number[]): FigureVector {
  const sum = Array.from(
    { length: Math.max(left.length, right.length) },
    (_, index) => (left[index] ?? 0) + (right[index] ?? 0),
  );
  return trim(sum);
}

export function negate(vector: readonly number[]): FigureVector {
  return vector.map((count) => (count === 0 ? 0 : -count));
}

export function toVector(figures: Partial<Figures>): FigureVector {
  return trim(figureNames.map((name) => figures[name] ?? 0));
}

export function toFigures(vector: readonly number[]): Figures {
  const [submitted = 0, concluded = 0, open = 0, dueSoon = 0, overdue = 0, overdueStatutory = 0, ...rest] =
    vector;
  const [implausible = 0, rated = 0, ratedGood = 0] = rest;
  return { submitted, concluded, open, dueSoon, overdue, overdueStatutory, implausible, rated, ratedGood };
}
