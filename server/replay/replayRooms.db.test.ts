import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { applyWallChanges } from '#contract/applyWallChanges';
import { replayRoom } from '#contract/replay';
import type { ReplayDelta, ReplaySnapshot } from '#contract/replay';
import type { WallState } from '#contract/wall';
import type { ReplayRooms } from '../push/ownReplay.ts';
import { liveDays, type LivedDays } from '../testing/livedDays.ts';
import { at } from '../testing/scenario.ts';
import { testDatabase, type TestDatabase } from '../testing/templateDatabase.ts';
import { pastSnapshot } from './pastSnapshot.ts';
import { replayRooms } from './replayRooms.ts';

const now = at('2026-11-20 12:00');
let database: TestDatabase;
let lived: LivedDays;
let replays: ReplayRooms;
const faults: unknown[] = [];

beforeAll(async () => {
  database = await testDatabase();
  lived = await liveDays(database.pool, { from: at('2026-11-17 22:00'), days: 1, seed: 3 });
  const { catalogue } = lived.world;
  const onError = (error: unknown): void => void faults.push(error);
  replays = replayRooms({ pool: database.pool, catalogue, clock: Date.now, onError });
});
afterEach(async () => {
  await replays.close();
  expect(faults).toEqual([]);
});
afterAll(() => database?.drop());

/** A screen that follows its replay as a browser does. */
function screen(id: string, mayWatch = true) {
  let snapshot: ReplaySnapshot | undefined;
  const deltas: ReplayDelta[] = [];
  let look = (): void => undefined;
  const follow = (delta: ReplayDelta): void => {
    deltas.push(delta);
    if (!snapshot) throw new Error('a delta came before the answer');
    expect(delta.after).toBe(snapshot.seq);
    const state = applyWallChanges(snapshot.state, delta.changes);
    snapshot = { ...snapshot, state, seq: delta.seq, replay: delta.replay };
    look();
  };
  return {
    deltas,
    state: (): WallState => snapshot?.state ?? expect.unreachable(),
    async join(room: string) {
      const answer = await replays.join({ id, mayWatch: () => mayWatch, send: follow }, room, now);
      if ('state' in answer) snapshot = answer;
      return answer;
    },
    until: (isSo: (delta: ReplayDelta) => boolean): Promise<void> =>
      new Promise((resolve) => {
        look = () => void (deltas.some(isSo) && resolve());
        look();
      }),
  };
}

const wish = (change: object = {}): string =>
  replayRoom({ from: '2026-11-18T07:00', to: '2026-11-18T11:00', speed: 3600, region: '', ...change });
const ended = ({ replay }: ReplayDelta): boolean => replay.at === replay.to;

describe('a replay', () => {
  it.each(['', '500112'])(
    'ends with what walls showed then, having told it change by change (%s)',
    async (region) => {
      const wall = screen('a');
      const answer = await wall.join(wish({ region }));
      expect(answer).toMatchObject({ replay: { from: at('2026-11-18 07:00'), speed: 3600 } });
      const begun = wall.state().figures;
      await wall.until(ended);
      const deps = { pool: database.pool, catalogue: lived.world.catalogue };
      const room = region === '' ? 'wall' : `wall:${region}`;
      const past = await pastSnapshot(deps, room, at('2026-11-18 11:00'), 0);
      const { figures, cells, hours, flags } = wall.state();
      expect({ figures, cells, hours, flags }).toEqual({
        figures: past?.state.figures,
        cells: past?.state.cells,
        hours: past?.state.hours,
        flags: past?.state.flags,
      });
      expect(figures).not.toEqual(begun);
      const told = wall.deltas.map(({ serverTime, replay }) => [Date.parse(serverTime), replay.at]);
      expect(told.every(([time, playing]) => time === playing)).toBe(true);
      expect(told.length).toBeGreaterThan(1);
    },
  );

  it('answers where it is to a screen that asks again, and begins anew for one that had left', async () => {
    const wall = screen('b');
    await wall.join(wish({ speed: 60 }));
    await wall.until(({ replay }) => replay.at > replay.from);
    const again = await wall.join(wish({ speed: 60 }));
    expect('replay' in again && again.replay.at).toBeGreaterThan(at('2026-11-18 07:00'));
    replays.leave('b');
    expect(await wall.join(wish({ speed: 60 }))).toMatchObject({ replay: { at: at('2026-11-18 07:00') } });
  });

  it('goes faster when its screen says so', async () => {
    const wall = screen('c');
    await wall.join(wish({ speed: 1 }));
    replays.setSpeed('c', 3600);
    await wall.until(ended);
  });

  it('is for whoever may see that wall, of a past that has been, and of eight at a time', async () => {
    expect(await screen('d', false).join(wish())).toMatchObject({ error: { code: 'forbidden' } });
    expect(await screen('d').join(wish({ region: '999999' }))).toMatchObject({
      error: { code: 'not_found' },
    });
    expect(await screen('d').join(wish({ to: '2026-11-21' }))).toMatchObject({ error: { code: 'invalid' } });
    for (let i = 0; i < 8; i += 1)
      expect(await screen(`e${i}`).join(wish({ speed: 1 }))).toHaveProperty('replay');
    expect(await screen('f').join(wish())).toMatchObject({ error: { code: 'too_many_requests' } });
    replays.leave('e0');
    expect(await screen('f').join(wish({ speed: 1 }))).toHaveProperty('replay');
  });
});
