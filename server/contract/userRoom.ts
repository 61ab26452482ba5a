import type { InstantText } from './time.ts';

/** What a desk hears in the room `user:{id}`: that its inbox has something new, which it reads there. */
export type UserChange =
  | { topic: 'notification:added'; notificationId: number; kind: string }
  | { topic: 'resync'; reason: 'gap' }
  | { topic: 'server:restarting' };

/** A client whose seq is not `after` has missed something and reads its inbox again. */
export interface UserDelta {
  /** As it was joined: one socket may be in several rooms. */
  room: string;
  after: number;
  seq: number;
  changes: UserChange[];
  serverTime: InstantText;
  /** No figures are in it. */
  dataTime: null;
}

/** The answer to `join`; the inbox is read over HTTP. */
export interface UserSnapshot {
  seq: number;
  state: Record<string, never>;
  serverTime: InstantText;
  /** No figures are in it. */
  dataTime: null;
}
