import type { InstantText } from './time.ts';

/** Answer to `ping:time`. */
export interface TimeAnswer {
  serverTime: InstantText;
  /** Milliseconds since the server last read its database: a socket that lives does not say that figures do. */
  feedLag: number;
}
