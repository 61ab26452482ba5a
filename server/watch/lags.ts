import { createLagWindow, type LagWindow } from './lagWindow.ts';

/** How long each leg of an event's way took lately, in this process. */
export interface Lags {
  /** From an event's arrival to the disk. */
  commit: LagWindow;
  /** From when a case is to be judged to its verdict on disk. */
  judge: LagWindow;
  /** From the commit to the message for screens. */
  push: LagWindow;
}

export const createLags = (): Lags => ({
  commit: createLagWindow(),
  judge: createLagWindow(),
  push: createLagWindow(),
});
