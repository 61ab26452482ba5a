import { expect, it } from 'vitest';
import { replayOfAddress } from './replayOfAddress.ts';

const read = (query: string) => replayOfAddress(new URLSearchParams(query));

it('reads from the address which past is to be played', () => {
  expect(read('?dwell=30')).toBeNull();
  expect(read('?replay=2026-11-20')).toEqual({ from: '2026-11-20', to: '', speed: 60 });
  expect(read('?replay=2026-11-20T08:30&until=2026-11-20T12:00&speed=600')).toEqual({
    from: '2026-11-20T08:30',
    to: '2026-11-20T12:00',
    speed: 600,
  });
});
