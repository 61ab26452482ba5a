import { describe, expect, it } from 'vitest';
import { applyWallChanges } from '#contract/applyWallChanges';
import { toFigures } from '#contract/figureVector';
import { noLists } from '#contract/noLists';
import type { FlagCard, RoomDelta, WallState } from '#contract/wall';
import { mergeChanges } from '../changes/mergeChanges.ts';
import type { StoredChange } from '../changes/storedChange.ts';
import { WallRoom } from './wallRoom.ts';
import type { WallSnapshot } from './wallSnapshot.ts';

const start = Date.parse('2026-11-23T10:00:00+08:00');
const day = '2026-11-23';
const districts = 41;
const kinds = 30;
const region = (index: number): string => String(500101 + index);
const department = (at: number, kind: number): string => `${region(at)}-${String(kind).padStart(2, '0')}`;

function bigCity(): WallState {
  const regions = Array.from({ length: districts }, (_, index) => ({
    code: region(index),
    name: `第${index}区`,
    shortName: `${index}区`,
    kind: 'division' as const,
    group: '',
    order: index,
    tile: null,
  }));
  const departments = regions.flatMap(({ code }, at) =>
    Array.from({ length: kinds }, (_, kind) => ({
      code: department(at, kind),
      name: '',
      shortName: '',
      region: code,
      kind: '',
    })),
  );
  const sources = Array.from({ length: districts }, (_, index) => ({
    sourceId: index + 1,
    name: `s${index}`,
    lastReceivedAt: null,
    staleSince: null,
    notCounted: 0,
    regions: [],
    departments: [],
  }));
  const nothing = {
    departmentKinds: [],
    cells: [],
    hours: [],
    flags: [],
    jobs: [],
    lastWeek: null,
    yesterday: null,
    ...noLists,
  };
  return {
    ...{ day, timezone: 'Asia/Shanghai', city: '500000', catalogueRevision: 1, figures: toFigures([]) },
    ...{ regions, departments, sources, ...nothing },
  };
}

async function openRoom(
  state: WallState,
): Promise<{ room: WallRoom; sent: RoomDelta[]; loads: () => number }> {
  const sent: RoomDelta[] = [];
  let loads = 0;
  const scope = { room: 'wall', root: '500000', regions: null, concerns: () => true };
  const snapshot = (): WallSnapshot => ({
    seq: 0,
    state: structuredClone(state),
    scope,
    marker: 1,
    dataTime: null,
  });
  const room = new WallRoom({
    load: () => ((loads += 1), Promise.resolve(snapshot())),
    compare: () => Promise.resolve({ lastWeek: null, yesterday: null }),
    lists: () => Promise.resolve({ items: state.items, followup: state.followup }),
    isWatched: () => true,
    emit: (delta) => sent.push(delta),
    onError: (error) => {
      throw error;
    },
  });
  await room.open(start);
  return { room, sent, loads: () => loads };
}

/** A generator of numbers in [0, 1) that gives the same every time. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What ingest writes for a commit of `events` events, each of which moves a figure: the dearest there is. */
function commit(events: number, now: number, next: () => number): StoredChange {
  const changes = Array.from({ length: events }, (): StoredChange => {
    const at = Math.floor(next() * districts);
    const place = [region(at), department(at, Math.floor(next() * kinds))] as const;
    const opens = next() < 0.5;
    return {
      cells: [[...place, day, opens ? [1, 0, 1] : [0, 1, -1]]],
      hours: [[place[0], day, 10, opens ? 1 : 0, opens ? 0 : 1]],
      pulses: [[place[0], 1]],
      spots: [
        {
          region: place[0],
          department: place[1],
          itemName: '建筑工程施工许可证核发',
          step: '审查',
          severity: null,
          rule: null,
        },
      ],
      heard: [[at + 1, now]],
    };
  });
  const { resync: _, dataTime, jobs: __, ...merged } = mergeChanges(changes);
  return { ...merged, dataTime: dataTime ?? now };
}

function flag(flagId: number, now: number): FlagCard {
  const at = new Date(now).toISOString();
  const where = {
    region: region(flagId % districts),
    department: department(flagId % districts, 3),
    step: null,
  };
  const what = {
    rule: 'TIM-02',
    severity: 'yellow',
    status: 'raised',
    caseState: 'open',
    caseId: `500112-2026-${flagId}`,
  } as const;
  return {
    flagId,
    ...what,
    ...where,
    item: '01-017-004',
    itemName: '施工许可',
    occurredAt: at,
    raisedAt: at,
    facts: { daysOver: 2 },
  };
}

describe('a wall’s stream', () => {
  it('stays within 16 KB/s and four messages a second at 1,000 events/s, with a flag every second', async () => {
    const { room, sent } = await openRoom(bigCity());
    const next = random(7);
    const seconds = 30;
    let seq = 0;
    let shown = bigCity();
    for (let tick = 1; tick <= seconds * 4; tick++) {
      const now = start + tick * 250;
      const changes = Array.from({ length: 25 }, () => ({
        seq: ++seq,
        at: now,
        change: commit(10, now, next),
      }));
      if (tick % 4 === 0)
        changes.push({
          seq: ++seq,
          at: now,
          change: { flags: [{ topic: 'flag:raised', flag: flag(tick, now) }] },
        });
      const merged = mergeChanges(changes.map(({ change }) => change));
      room.take({ first: changes[0]!.seq, last: seq, changes, merged });
      room.tick(now);
    }
    const bytes = sent.reduce((sum, delta) => sum + Buffer.byteLength(JSON.stringify(delta)), 0);
    expect(bytes / seconds).toBeLessThanOrEqual(16_384);
    expect(sent.length / seconds).toBeLessThanOrEqual(4);
    expect(sent.length / seconds).toBeGreaterThan(3.5);
    const spots = sent.flatMap(({ changes }) => changes).filter(({ topic }) => topic === 'spot:shown');
    expect(spots.length).toBeLessThanOrEqual(seconds);
    expect(spots.length).toBeGreaterThan(seconds * 0.8);
    for (const [index, delta] of sent.entries()) {
      expect(delta.after).toBe(sent[index - 1]?.seq ?? 0);
      shown = applyWallChanges(shown, delta.changes);
    }
    expect(room.snapshot(start)?.state).toEqual(shown);
    expect(shown.figures.submitted + shown.figures.concluded).toBeGreaterThan(29_000);
  }, 30_000);

  it('is silent while nothing happens', async () => {
    const { room, sent } = await openRoom(bigCity());
    for (let tick = 1; tick <= 40; tick++) room.tick(start + tick * 250);
    expect(sent).toEqual([]);
  });

  it('counts what was committed while its snapshot was read once', async () => {
    const { room, sent } = await openRoom(bigCity());
    const change: StoredChange = { cells: [[region(0), department(0, 0), day, [1]]] };
    const take = (...numbers: number[]): void => {
      const changes = numbers.map((seq) => ({ seq, at: start, change }));
      room.take({
        first: numbers[0]!,
        last: numbers.at(-1)!,
        changes,
        merged: mergeChanges(numbers.map(() => change)),
      });
    };
    take(1, 2);
    room.tick(start + 250);
    take(2, 3);
    room.tick(start + 500);
    expect(room.snapshot(start)).toMatchObject({ seq: 3, state: { figures: { submitted: 3 } } });
    expect(sent.map(({ after, seq }) => [after, seq])).toEqual([
      [0, 2],
      [2, 3],
    ]);
  });

  it('loads itself afresh for a place it does not know, and says so once', async () => {
    const { room, sent, loads } = await openRoom(bigCity());
    const change: StoredChange = { cells: [['999999', department(0, 0), day, [1]]] };
    room.take({ first: 1, last: 1, changes: [{ seq: 1, at: 0, change }], merged: mergeChanges([change]) });
    room.tick(start + 250);
    room.tick(start + 500);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(loads()).toBe(2);
    expect(sent.map(({ changes }) => changes)).toEqual([[{ topic: 'resync', reason: 'catalogue' }]]);
  });
});
