import type { PlaylistEntry, WallPage } from '#contract/screen';
import { shallowRef, watch } from 'vue';
import type { Component, Ref } from 'vue';
import { useClock } from '../../../stores/clock.ts';
import { useScreen } from '../../../stores/screen.ts';
import { useWall } from '../../../stores/wall.ts';
import { loadPage, wallPageViews } from '../wallPages.ts';
import { nextEntry } from './nextEntry.ts';

interface Wanted extends Pick<PlaylistEntry, 'page' | 'region' | 'dwellSeconds'> {
  /** In the playlist; null: pinned, or shown because nothing of the playlist can be. */
  index: number | null;
}
export interface ShownPage extends Wanted {
  component: Component;
}

interface Around {
  /** Room of the screen itself; null as long as it is not known. */
  home: Readonly<Ref<string | null>>;
  /** Room of an entry's region. */
  roomOf: (region: string | null) => string;
  minute: Readonly<Ref<string>>;
  /** Something else has the screen: the page's time stands still. */
  isHeld: () => boolean;
  onTurn: () => void;
}

/** A page or a room that has not answered by then is passed over. */
const patience = 10_000;
const nothingElse: Wanted = { index: null, page: 'overview', region: null, dwellSeconds: 30 };

/**
 * Turns the pages of the playlist, each for its time. The page before stays until the next one is loaded and its room has
 * answered; what does not come is passed over, and comes up again in the next round.
 */
export function usePlaylist({ home, roomOf, minute, isHeld, onTurn }: Around) {
  const screen = useScreen();
  const wall = useWall();
  const clock = useClock();
  const shown = shallowRef<ShownPage | null>(null);
  const missing = new Set<WallPage>();
  const broken = new Set<WallPage>();
  let at = -1;
  let wanted: Wanted | null = null;
  let component: Component | null = null;
  let prefetched = false;
  let spent = 0;
  let tickedAt = performance.now();

  const entries = () => screen.settings.playlist;

  function isSkipped(entry: PlaylistEntry): boolean {
    const view = wallPageViews[entry.page];
    if (!view || missing.has(entry.page) || broken.has(entry.page)) return true;
    // of a room that is not shown nobody knows what is empty
    if (!entry.skipIfEmpty || wall.state === null || roomOf(entry.region) !== wall.shownRoom) return false;
    try {
      return view.isEmpty(wall.state);
    } catch {
      // told by a server of another build than the page
      return true;
    }
  }
  function following(step: 1 | -1): Wanted {
    const index = nextEntry({ entries: entries(), at, step, minute: minute.value, isSkipped });
    const entry = index === null ? undefined : entries()[index];
    return entry ? { ...entry, index } : nothingElse;
  }

  function want(next: Wanted) {
    wanted = next;
    component = null;
    spent = 0;
    wall.room = roomOf(next.region);
    loadPage(next.page).then(
      (loaded) => {
        if (wanted !== next) return;
        component = loaded;
        show();
      },
      () => passOver(next),
    );
  }
  function show() {
    if (!wanted || !component || wall.shownRoom !== roomOf(wanted.region)) return;
    shown.value = { ...wanted, component };
    at = wanted.index ?? at;
    screen.page = wanted.page;
    wanted = component = null;
    prefetched = false;
    spent = 0;
    missing.clear();
    onTurn();
  }
  function passOver(next: Wanted) {
    if (wanted !== next) return;
    wanted = null;
    missing.add(next.page);
    if (screen.pinned === null) want(following(1));
  }

  function tick() {
    const now = performance.now();
    const elapsed = now - tickedAt;
    tickedAt = now;
    if (wanted) {
      spent += elapsed;
      if (spent >= patience) passOver(wanted);
    } else if (screen.pinned !== null) pin(screen.pinned);
    else if (shown.value && !isHeld()) {
      const dwell = shown.value.dwellSeconds * 1000;
      spent += elapsed;
      if (spent >= dwell) want(following(1));
      else if (!prefetched && spent >= dwell / 2) prefetch();
    }
  }
  function pin(page: WallPage) {
    if (shown.value?.page === page || missing.has(page) || broken.has(page)) return;
    const region = entries().find((entry) => entry.page === page)?.region ?? null;
    want({ index: null, page, region, dwellSeconds: nothingElse.dwellSeconds });
  }
  function prefetch() {
    prefetched = true;
    // if it does not come now, it is asked for again at its turn
    loadPage(following(1).page).catch(() => undefined);
  }

  /** By hand: lets go what was pinned. */
  function turn(step: 1 | -1) {
    if (home.value === null) return;
    screen.pinned = null;
    want(following(step));
  }
  function togglePin() {
    screen.pinned = screen.pinned === null ? screen.page : null;
  }
  /** The shown page has thrown: it does not come up again. */
  function drop() {
    const page = shown.value?.page ?? 'overview';
    if (page === 'overview' || broken.has(page)) return;
    broken.add(page);
    turn(1);
  }

  watch(
    () => (home.value === null ? null : `${home.value} ${JSON.stringify(entries())}`),
    (known) => {
      at = -1;
      wanted = null;
      if (known === null) shown.value = null;
      else if (screen.pinned === null) want(following(1));
    },
    { immediate: true },
  );
  watch(() => wall.shownRoom, show);
  watch(() => clock.present, tick);
  watch(
    () => screen.pinned,
    (page) => page !== null && home.value !== null && pin(page),
  );
  watch(
    () => screen.turnsAsked,
    () => turn(1),
  );
  return { shown, turn, togglePin, drop };
}
