import { expect, test } from 'vitest';
import { defaultScreenSettings, type OwnScreen, type ScreenDelta } from '#contract/screen';
import type { ScreenNews } from '../changes/storedChange.ts';
import { mergeChanges } from '../changes/mergeChanges.ts';
import { screenRooms } from './screenRooms.ts';

const now = Date.parse('2026-11-21T09:00:00+08:00');
const own: OwnScreen = {
  screenId: 3,
  name: 'hall',
  region: null,
  settings: defaultScreenSettings,
  build: '',
};
const renamed = (name: string): ScreenNews => ({
  topic: 'screen:settings',
  name,
  region: null,
  settings: defaultScreenSettings,
});
const next: ScreenNews = { topic: 'screen:command', command: { command: 'next' } };

function world(load: () => Promise<OwnScreen | undefined> = async () => own) {
  const told: ScreenDelta[] = [];
  const cut: number[] = [];
  let seq = 0;
  const rooms = screenRooms({
    load,
    emit: (_room, delta) => told.push(delta),
    audience: () => 1,
    cutEnded: async (screenId) => void cut.push(screenId),
    onError: expect.unreachable,
  });
  const tell = (...screens: [number, ScreenNews][]): void => {
    seq += 1;
    const changes = [{ seq, at: now, change: { screens } }];
    rooms.take({ first: seq, last: seq, changes, merged: mergeChanges([]) }, now);
  };
  return { rooms, told, cut, tell };
}

test('what is told follows the snapshot without a gap, and settings go into the next snapshot', async () => {
  const { rooms, told, tell, cut } = world();
  tell([4, next]);
  expect(await rooms.open('screen:3')).toBe(true);
  const times = { serverTime: '2026-11-21T01:00:00.000Z', dataTime: null };
  expect(rooms.snapshot('screen:3', now)).toMatchObject({ seq: 1, state: own, ...times });
  tell([4, next]);
  tell([3, next], [3, renamed('west')]);
  expect(told).toMatchObject([
    { room: 'screen:3', after: 1, seq: 3, changes: [next, renamed('west')], ...times },
  ]);
  expect(rooms.snapshot('screen:3', now)).toMatchObject({ seq: 3, state: { name: 'west' } });
  expect(cut).toEqual([3]);
});

test('a screen that is changed while it is read is read again', async () => {
  const names = ['before', 'after'];
  const { rooms, tell } = world(async () => {
    const name = names.shift() ?? expect.unreachable();
    if (name === 'before') tell([3, renamed('after')]);
    return { ...own, name };
  });
  await rooms.open('screen:3');
  expect(rooms.snapshot('screen:3', now)).toMatchObject({ seq: 1, state: { name: 'after' } });
});

test('there is no room of a screen that is not', async () => {
  const { rooms } = world(async () => undefined);
  expect(await rooms.open('screen:3')).toBe(false);
  expect(rooms.snapshot('screen:3', now)).toBeUndefined();
});

test('when numbers were lost everybody joins again, and a restart is announced', async () => {
  const { rooms, told, tell } = world();
  tell([4, next]);
  await rooms.open('screen:3');
  rooms.announceRestart(now);
  rooms.resync(now);
  expect(told).toMatchObject([
    { after: 1, seq: 1, changes: [{ topic: 'server:restarting' }] },
    { after: -1, changes: [] },
  ]);
  expect(rooms.snapshot('screen:3', now)).toBeUndefined();
});

test('an ended credential is looked at, and nothing is said', () => {
  const { tell, cut, told } = world();
  tell([3, { topic: 'screen:ended' }]);
  expect([cut, told]).toEqual([[3], []]);
});
