import { applyWallChanges } from '#contract/applyWallChanges';
import type { ProblemCode } from '#contract/problem';
import type { Playing } from '#contract/replay';
import type { RoomDelta, RoomSnapshot, WallState } from '#contract/wall';
import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { useAlerts } from './alerts.ts';
import { useClock } from './clock.ts';
import { usePulses } from './pulses.ts';
import { useSpots } from './spots.ts';

/** `ended`: the credential is no longer good; `refused`: it is, but not for this room. */
export type Link = 'connecting' | 'live' | 'lost' | 'restarting' | 'ended' | 'refused';

/** What became of a delta: anything but `applied` means joining again. */
export type DeltaResult = 'applied' | 'gap' | 'resync';

/** A server that polls each quarter of a second and has read nothing for so long is cut off from its database. */
const feedLimit = 15_000;

/** The room this screen watches: a snapshot and the numbered changes applied to it. */
export const useWall = defineStore('wall', () => {
  /** Set by a screen; the live client follows it. */
  const room = ref<string | null>(null);
  /** The room that `state` is of: another one than `room` as long as that has not answered. */
  const shownRoom = ref<string | null>(null);
  const link = ref<Link>('connecting');
  const lostSince = ref<number | null>(null);
  const seq = ref<number | null>(null);
  const state = shallowRef<WallState | null>(null);
  const dataTime = ref<number | null>(null);
  /** Since when (server time) the server itself reads nothing new; null: it reads. */
  const feedLostSince = ref<number | null>(null);

  /** The past that is shown; null: the present is. */
  const playing = shallowRef<Playing | null>(null);
  /** Why the past that was asked for cannot be shown. */
  const replayRefused = ref<'invalid' | 'too_many_requests' | null>(null);
  /** Another speed of what plays, as somebody asked for it. */
  const speedAsked = ref<number | null>(null);

  function hearPlaying(past: Playing | null) {
    if (past === null && playing.value === null) return;
    playing.value = past;
    useClock().play(past);
  }

  /** Of what else may be wrong the screen tries again. */
  function refuseReplay(code: ProblemCode | undefined) {
    replayRefused.value = code === 'invalid' || code === 'too_many_requests' ? code : null;
  }

  function readDataTime(text: string | null) {
    if (text !== null) dataTime.value = Date.parse(text);
  }

  function accept(snapshot: RoomSnapshot & { replay?: Playing }, of = room.value) {
    replayRefused.value = null;
    hearPlaying(snapshot.replay ?? null);
    seq.value = snapshot.seq;
    state.value = snapshot.state;
    shownRoom.value = of;
    readDataTime(snapshot.dataTime);
  }

  /** `now` in ms of any monotonic clock. */
  function apply(delta: RoomDelta & { replay?: Playing }, now: number): DeltaResult {
    if (!state.value || delta.after !== seq.value) return 'gap';
    if (delta.changes.some((change) => change.topic === 'resync')) return 'resync';
    state.value = applyWallChanges(state.value, delta.changes);
    if (delta.seq > delta.after) feedLostSince.value = null;
    seq.value = delta.seq;
    readDataTime(delta.dataTime);
    if (delta.replay) hearPlaying(delta.replay);
    else useAlerts().hear(delta.changes);
    for (const change of delta.changes) {
      if (change.topic === 'heatmap:changed') usePulses().record(change.pulses, now);
      else if (change.topic === 'spot:shown') useSpots().offer(change.spot);
      else if (change.topic === 'server:restarting') link.value = 'restarting';
    }
    return 'applied';
  }

  /** `at` in server time. */
  function setLink(next: Link, at: number) {
    if (next === 'live') lostSince.value = null;
    else lostSince.value ??= at;
    // A server that said it restarts is expected to be away for a moment; one that is away lets nobody in again.
    if (next === 'lost' && (link.value === 'restarting' || link.value === 'ended')) return;
    link.value = next;
  }

  /** `lag`: ms since the server last read its database; `at` in server time. */
  function hearFeed(lag: number, at: number) {
    feedLostSince.value = lag < feedLimit ? null : at - lag;
  }

  function leave() {
    feedLostSince.value = null;
    hearPlaying(null);
    replayRefused.value = null;
    speedAsked.value = null;
    room.value = null;
    shownRoom.value = null;
    seq.value = null;
    state.value = null;
  }

  return {
    room,
    shownRoom,
    link,
    lostSince,
    feedLostSince,
    seq,
    state,
    dataTime,
    playing,
    replayRefused,
    speedAsked,
    accept,
    apply,
    hearFeed,
    refuseReplay,
    setLink,
    leave,
  };
});
