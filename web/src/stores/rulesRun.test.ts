import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useClock } from './clock.ts';
import { useRulesRun } from './rulesRun.ts';

/** The browser's clock is an hour behind the server's. */
const server = Date.parse('2026-11-23T02:10:00Z');
const text = (at: number) => new Date(at).toISOString();

beforeEach(() => {
  vi.useFakeTimers({ now: server - 3_600_000 });
  setActivePinia(createPinia());
  useClock().start();
});
afterEach(() => {
  useClock().stop();
  vi.useRealTimers();
});

describe('useRulesRun', () => {
  it('says nothing before it was told', () => {
    expect(useRulesRun().stand).toBe(false);
  });

  it('stands still from five minutes after the last run, by the server’s clock, and no longer once they ran', () => {
    const rules = useRulesRun();
    rules.hear(text(server - 10_000), text(server));
    vi.advanceTimersByTime(280_000);
    expect(rules.stand).toBe(false);
    vi.advanceTimersByTime(20_000);
    expect(rules.stand).toBe(true);
    rules.hear(text(server + 300_000), text(server + 302_000));
    expect(rules.stand).toBe(false);
  });

  it('gives rules that never ran five minutes to begin', () => {
    const rules = useRulesRun();
    rules.hear(null, text(server));
    vi.advanceTimersByTime(200_000);
    rules.hear(null, text(server + 200_000));
    expect(rules.stand).toBe(false);
    vi.advanceTimersByTime(110_000);
    expect(rules.stand).toBe(true);
  });
});
