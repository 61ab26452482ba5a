import { setImmediate } from 'node:timers/promises';

/** Goes through a long list with a turn for everybody else now and then: a server that makes a report goes on answering. */
export async function eachInTurn<T>(
  rows: readonly T[],
  visit: (row: T) => void,
  atOnce = 1000,
): Promise<void> {
  for (const [i, row] of rows.entries()) {
    if (i % atOnce === 0) await setImmediate();
    visit(row);
  }
}
