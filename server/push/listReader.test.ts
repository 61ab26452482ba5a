import { describe, expect, it } from 'vitest';
import { noLists } from '#contract/noLists';
import type { WallState } from '#contract/wall';
import { listReader } from './listReader.ts';
import type { WallLists } from './wallLists.ts';

const scope = { room: 'wall', root: 'C', regions: null, concerns: () => true };
const closed = (today: number): WallLists => ({
  ...noLists,
  followup: { ...noLists.followup, closed: { today, month: today } },
});
/** Of a state nothing but its lists matters here. */
const showing = (lists: WallLists): WallState => lists as WallState;

function reader() {
  const asked: number[] = [];
  const errors: unknown[] = [];
  let answers: { resolve(lists: WallLists): void; reject(error: Error): void }[] = [];
  let watched = true;
  const read = listReader({
    lists: (_, now) => {
      asked.push(now);
      return new Promise((resolve, reject) => answers.push({ resolve, reject }));
    },
    isWatched: () => watched,
    onError: (error) => errors.push(error),
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return {
    read,
    asked,
    errors,
    leave: () => (watched = false),
    async answer(lists: WallLists | Error) {
      const [first] = answers;
      answers = answers.slice(1);
      if (lists instanceof Error) first?.reject(lists);
      else first?.resolve(lists);
      await settle();
    },
  };
}

describe('the lists of a room', () => {
  it('are read again 15 s after the last time, and never twice at once', async () => {
    const { read, asked, answer } = reader();
    for (const now of [0, 250, 20_000]) read.follow(scope, now);
    expect(asked).toEqual([0]);
    await answer(closed(1));
    for (const now of [14_999, 15_000, 15_250]) read.follow(scope, now);
    expect(asked).toEqual([0, 15_000]);
  });

  it('are told once, and only what differs from what is shown', async () => {
    const { read, answer } = reader();
    read.follow(scope, 0);
    expect(read.news(showing(closed(0)))).toEqual([]);
    await answer(closed(1));
    expect(read.news(showing(closed(0)))).toEqual([
      { topic: 'followup:changed', followup: closed(1).followup },
    ]);
    expect(read.news(showing(closed(0)))).toEqual([]);
    read.follow(scope, 15_000);
    await answer(closed(1));
    expect(read.news(showing(closed(1)))).toEqual([]);
  });

  it('are not read while nobody is there', () => {
    const { read, asked, leave } = reader();
    leave();
    read.follow(scope, 0);
    expect(asked).toEqual([]);
  });

  it('that were read before a snapshot do not overrule it', async () => {
    const { read, answer } = reader();
    read.follow(scope, 0);
    read.forget();
    await answer(closed(1));
    expect(read.news(showing(closed(2)))).toEqual([]);
  });

  it('are tried again when they could not be read', async () => {
    const { read, asked, errors, answer } = reader();
    read.follow(scope, 0);
    await answer(new Error('the database is away'));
    expect(errors).toHaveLength(1);
    expect(read.news(showing(closed(0)))).toEqual([]);
    read.follow(scope, 15_000);
    expect(asked).toEqual([0, 15_000]);
  });
});
