import { isUtf8 } from 'node:buffer';
import { Problem } from '#contract/problem';

/** @throws Problem `unreadable`, with the byte or the line and column of the fault */
export function parseJson(body: Buffer): unknown {
  if (!isUtf8(body))
    throw new Problem('unreadable', `The body is not UTF-8 from byte ${firstBrokenByte(body)} on.`);
  const text = body.toString('utf8').replace(/^\ufeff/, '');
  if (text.trim() === '')
    throw new Problem('unreadable', 'The body is empty; an event, or an array of events, is expected.');
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new Problem('unreadable', `The body is not JSON${positionOf(cause, text)}.`, { cause });
  }
}

/** " (line 3, column 14)", from what the parser says of the fault; it names no content, which may be personal. */
export function positionOf(error: unknown, text: string): string {
  const said = error instanceof Error ? /position (\d+)/.exec(error.message)?.[1] : undefined;
  const at = said === undefined ? text.length : Number(said);
  const before = text.slice(0, at).split('\n');
  return ` (line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1})`;
}

function firstBrokenByte(body: Buffer): number {
  let good = 0;
  let bad = body.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    // a cut inside a character is no fault of the body: up to three bytes are given back
    const whole = [0, 1, 2, 3].some((less) => isUtf8(body.subarray(0, middle - less)));
    if (whole) good = middle;
    else bad = middle;
  }
  return Math.max(0, good - 3);
}
