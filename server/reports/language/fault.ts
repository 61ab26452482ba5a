/** Something that a report must not say, and what to do about it. */
export interface Fault {
  /** Heading or caption and the part below it. */
  place: string;
  /** What stands there, or the part of it that is wrong. */
  text: string;
  what: FaultKind;
}

/** What the guard looks for, with the remedy for whoever is told of it. */
export const faultRemedies = {
  empty_words: 'A figure or name is missing: look whether the catalogue names it and order the report again.',
  double_sign: 'A growth or fall is said with a sign of its own: the direction stands in the word alone.',
  percent_of_share: 'Two shares differ by percentage points, not by per cent.',
  points_of_count: 'Two counts differ by per cent, not by percentage points.',
  wrong_comparison: '环比 compares with the period before, 同比 with the same period of last year.',
  unproved_comparison: 'A comparison does not carry the two figures that it rests on.',
  wrong_direction: 'The word says another direction than the figures.',
  wrong_amount: 'The amount is not the difference of the two figures.',
  false_whole: 'A share is said to be 100% or 0% although it is not.',
  missing_n: 'A share stands without the number of cases that it was observed on.',
  missing_unit: 'The header does not say per cent or percentage points.',
  one_and_many: 'One is said in the plural, or more in the singular.',
  wrong_figure: 'The number is not the one of the snapshot, or points at none.',
} as const;
export type FaultKind = keyof typeof faultRemedies;
