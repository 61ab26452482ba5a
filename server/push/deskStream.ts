import type { Rights } from '../access/mustHavePlace.ts';

/** What sockets share that joined the same room with the same scope. */
export interface DeskStream {
  /** Names the stream inside this process; no room that can be asked for is called so. */
  key: string;
  room: string;
  rights: Rights;
}

const prefix = 'desk:';

export const isDeskRoom = (room: string): boolean => room === 'desk' || room.startsWith(prefix);

/** The department that a desk's room is narrowed to; null: none. */
export const departmentOf = (room: string): string | null =>
  room.startsWith(prefix) ? room.slice(prefix.length) : null;

/** The stream of a room for an account that may join it. */
export function deskStream(room: string, { role, region, department }: Rights): DeskStream {
  const rights = { role, region, department: departmentOf(room) ?? department };
  const nothing = role === 'department' && rights.department === null;
  return { key: JSON.stringify([room, region, rights.department, nothing]), room, rights };
}
