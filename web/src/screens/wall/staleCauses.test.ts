import { describe, expect, it } from 'vitest';
import { source } from '../../testing/wallState.ts';
import { rulesRanAt, staleCauses } from './staleCauses.ts';
import type { Watched } from './staleCauses.ts';

const now = Date.parse('2026-11-23T02:10:00Z');
const fine: Watched = {
  now,
  link: 'live',
  lostSince: null,
  feedLostSince: null,
  rulesRanAt: now - 10_000,
  sources: [source(1)],
  clockUnsure: false,
};

describe('staleCauses', () => {
  it('are none when everything is fresh', () => {
    expect(staleCauses(fine)).toEqual([]);
  });

  it('name a lost link after three periods and nothing else, for nothing else can be known', () => {
    const lost: Watched = { ...fine, link: 'lost', lostSince: now - 15_000, rulesRanAt: null };
    expect(staleCauses(lost)).toEqual([{ kind: 'connection', since: now - 15_000, restarting: false }]);
    expect(staleCauses({ ...fine, link: 'lost', lostSince: now - 14_000 })).toEqual([]);
  });

  it('say at once that the server restarts', () => {
    expect(staleCauses({ ...fine, link: 'restarting', lostSince: null })).toMatchObject([
      { restarting: true },
    ]);
  });

  it('no longer believe that it restarts when it has not come back in two minutes', () => {
    const restarting: Watched = { ...fine, link: 'restarting', lostSince: now - 119_999 };
    expect(staleCauses(restarting)).toMatchObject([{ restarting: true }]);
    expect(staleCauses({ ...restarting, lostSince: now - 120_000 })).toMatchObject([{ restarting: false }]);
  });

  it('name the database when the server answers and cannot read it, and nothing else', () => {
    const unread: Watched = { ...fine, feedLostSince: now - 20_000, rulesRanAt: null };
    expect(staleCauses(unread)).toEqual([{ kind: 'database', since: now - 20_000 }]);
  });

  it('name rules that have not run for more than five minutes, or never', () => {
    expect(staleCauses({ ...fine, rulesRanAt: now - 300_000 })).toEqual([]);
    expect(staleCauses({ ...fine, rulesRanAt: now - 300_001 })).toMatchObject([{ kind: 'rules' }]);
    expect(staleCauses({ ...fine, rulesRanAt: null })).toEqual([{ kind: 'rules', since: null }]);
  });

  it('name the silent sources, the longest silent first', () => {
    const sources = [
      source(1),
      source(2, { staleSince: '2026-11-23T02:05:00Z' }),
      source(3, { staleSince: '2026-11-23T01:00:00Z' }),
    ];
    expect(staleCauses({ ...fine, sources, clockUnsure: true })).toEqual([
      { kind: 'sources', names: ['源3', '源2'], since: Date.parse('2026-11-23T01:00:00Z') },
      { kind: 'clock' },
    ]);
  });
});

describe('rulesRanAt', () => {
  it('reads the job that raises flags', () => {
    const lastFinishedAt = '2026-11-23T02:00:00.000Z';
    expect(rulesRanAt([{ job: 'raise_flags', lastFinishedAt }])).toBe(Date.parse(lastFinishedAt));
    expect(rulesRanAt([{ job: 'tidy_feed', lastFinishedAt }])).toBeNull();
  });
});
