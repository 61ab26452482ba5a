import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useFlagList } from './flagList.ts';

/** What the server has: versions by flag, the newest flag first; pages as it cuts them. */
let flags: Map<number, number>;
let asked: string[];
/** Answers wait for it, where a test holds them back. */
let gate: Promise<void> | undefined;

beforeEach(() => {
  setActivePinia(createPinia());
  flags = new Map(Array.from({ length: 250 }, (_, index) => [1000 - index, 1]));
  asked = [];
  gate = undefined;
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(address);
    const query = new URL(address, 'http://localhost').searchParams;
    const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
    const rows = [...flags].map(([flagId, version]) => ({ flagId, version }));
    const next = from + limit < rows.length ? String(from + limit) : null;
    const page = { items: rows.slice(from, from + limit), nextCursor: next, total: rows.length };
    await gate;
    return new Response(JSON.stringify(page));
  });
});
afterEach(() => vi.unstubAllGlobals());

const raise = (flagId: number): void => {
  flags = new Map([[flagId, 1], ...flags]);
};

it('a change is counted and moves nothing until it is asked for', async () => {
  const list = useFlagList();
  await list.show({ rule: 'TIM-02' });
  flags.set(990, 2);
  raise(1001);
  expect(
    list.hear(
      new Map([
        [990, 2],
        [1001, 1],
      ]),
    ),
  ).toBe(true);
  await list.look();
  expect([list.fresh, list.rows[0]?.flagId, list.rows.length]).toEqual([2, 1000, 100]);
  await list.reload();
  expect([list.fresh, list.rows[0]?.flagId]).toEqual([0, 1001]);
});

it('what is known already is no news, and asks for nothing', async () => {
  const list = useFlagList();
  await list.show({});
  expect(list.hear(new Map([[990, 1]]))).toBe(false);
  expect([list.fresh, asked.length]).toEqual([0, 1]);
});

it('a change far down, or one that leaves the list, is counted too', async () => {
  const list = useFlagList();
  await list.show({});
  list.readMore();
  await expect.poll(() => list.rows.length).toBe(200);
  list.hear(new Map([[850, 2]]));
  flags.delete(995);
  list.hear(new Map([[995, 2]]));
  await list.look();
  // 995 has moved every row below it up by one: the one that came in at the end of the page is loaded already
  expect(list.fresh).toBe(2);
});

it('after a reload one stands on the same row, with as much of the list as before', async () => {
  const list = useFlagList();
  await list.show({});
  list.readMore();
  await expect.poll(() => list.rows.length).toBe(200);
  list.active = 150;
  const stood = list.rows[150]?.flagId;
  raise(1001);
  raise(1002);
  await list.reload();
  expect([list.rows.length, list.rows[list.active]?.flagId, list.active]).toEqual([200, stood, 152]);
});

it('where the row is gone one stands in its place', async () => {
  const list = useFlagList();
  await list.show({});
  list.active = 99;
  flags.delete(901);
  await list.reload();
  expect([list.active, list.rows[99]?.flagId]).toEqual([99, 900]);
});

it('what is heard while the list is read is looked for afterwards', async () => {
  const list = useFlagList();
  let open = (): void => undefined;
  gate = new Promise((resolve) => (open = resolve));
  const reading = list.show({});
  raise(1001);
  expect(list.hear(new Map([[1001, 1]]))).toBe(true);
  await list.look();
  expect(asked).toHaveLength(1);
  open();
  await reading;
  await expect.poll(() => list.fresh).toBe(1);
});
