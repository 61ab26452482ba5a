import type { Instant } from '#contract/time';

/** One ping: sent and answered on this machine's monotonic clock (ms), and the server's time between. */
export interface Ping {
  sent: number;
  answered: number;
  serverTime: Instant;
}

const kept = 5;

/** Server time = monotonic clock + median offset of the last five pings. A local clock that jumps cannot move it. */
export class ServerClock {
  readonly #offsets: number[] = [];

  add(ping: Ping): void {
    this.#offsets.push(ping.serverTime - (ping.sent + ping.answered) / 2);
    if (this.#offsets.length > kept) this.#offsets.shift();
  }

  /** Milliseconds to add to the monotonic clock; null before the first ping. */
  get offset(): number | null {
    const sorted = [...this.#offsets].sort((a, b) => a - b);
    const middle = sorted[Math.floor((sorted.length - 1) / 2)];
    return middle ?? null;
  }
}
