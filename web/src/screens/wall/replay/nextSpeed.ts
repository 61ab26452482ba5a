import { fastestReplay, slowestReplay } from '#contract/replay';

const speeds = [slowestReplay, 10, 60, 300, 900, fastestReplay];

/** The next of the usual speeds, whatever the present one is. */
export function nextSpeed(speed: number, step: 1 | -1): number {
  const next = step === 1 ? speeds.find((each) => each > speed) : speeds.findLast((each) => each < speed);
  return next ?? speed;
}
