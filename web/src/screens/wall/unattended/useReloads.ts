import { onBeforeUnmount, watch } from 'vue';
import { newestBuild, ownBuild } from '../../../api/builds.ts';
import { useScreen } from '../../../stores/screen.ts';
import { useWall } from '../../../stores/wall.ts';
import { minutesToNightlyReload } from './nightlyReload.ts';
import { takesBuild } from './takesBuild.ts';
import { useWatchdog } from './useWatchdog.ts';
import { mayRescue } from './watchdog.ts';

const triedBuild = 'duban.wall.triedBuild';
const rescuedAt = 'duban.wall.rescuedAt';
const askEvery = 600_000;
const minute = 60_000;

interface Around {
  /** Local, 0–1439; read once, when the screen begins. */
  minuteOfDay: () => number;
  /** Not now: a red flag shows, or a past day is played. */
  isHeld: () => boolean;
}

/**
 * Loads the page anew when somebody asks for it, when it hangs, once a night, and for a new build: this at a turn of
 * page, or after ten minutes. Never while the server does not answer: an error page of the browser heals by nothing.
 */
export function useReloads({ minuteOfDay, isHeld }: Around) {
  const screen = useScreen();
  const wall = useWall();
  const startedAt = performance.now();
  let nightly: number | undefined;
  let newer: { build: string; since: number } | null = null;
  let asking = false;

  async function reload(remember: () => void = () => undefined) {
    if (asking) return;
    asking = true;
    if ((await newestBuild()) === null) {
      asking = false;
      return;
    }
    remember();
    location.reload();
  }
  function rescue() {
    const before = sessionStorage.getItem(rescuedAt);
    if (!mayRescue(Date.now(), before === null ? null : Number(before))) return;
    void reload(() => sessionStorage.setItem(rescuedAt, String(Date.now())));
  }
  async function askForBuild() {
    const newest = (await newestBuild()) ?? '';
    const tried = sessionStorage.getItem(triedBuild) ?? '';
    if (!takesBuild({ own: ownBuild, newest, tried })) newer = null;
    else if (newer?.build !== newest) newer = { build: newest, since: performance.now() };
  }
  /** At a turn of page; a page that somebody holds stays what it is. */
  function takeBuild() {
    if (newer === null || isHeld() || screen.pinned !== null) return;
    const { build } = newer;
    void reload(() => sessionStorage.setItem(triedBuild, build));
  }
  function look() {
    const now = performance.now();
    nightly ??= startedAt + minutesToNightlyReload(minuteOfDay(), Math.random()) * minute;
    if (now >= nightly && !isHeld()) void reload();
    else if (newer !== null && now - newer.since >= askEvery) takeBuild();
  }

  useWatchdog(rescue);
  watch(
    () => screen.reloadAsked,
    (asked) => {
      screen.reloadAsked = false;
      if (asked) void reload();
    },
  );
  watch(
    () => wall.link,
    (link) => link === 'live' && void askForBuild(),
  );
  const timers = [setInterval(look, minute), setInterval(() => void askForBuild(), askEvery)];
  onBeforeUnmount(() => timers.forEach(clearInterval));
  return { takeBuild };
}
