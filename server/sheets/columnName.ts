/** 1: A … 26: Z, 27: AA. */
export const columnName = (nth: number): string =>
  (nth > 26 ? columnName(Math.floor((nth - 1) / 26)) : '') + String.fromCharCode(65 + ((nth - 1) % 26));
