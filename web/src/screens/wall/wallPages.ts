import type { WallPage } from '#contract/screen';
import type { WallState } from '#contract/wall';
import { markRaw } from 'vue';
import type { Component } from 'vue';
import { hasNoItems } from './lists/itemBoards.ts';
import { hasNoFollowup } from './lists/stateTiles.ts';
import OverviewPage from './OverviewPage.vue';

/**
 * A page fills the frame's body and is given `{ state, rulesAt, stale }`; where it exposes `next()`, the key for the next
 * view turns what it shows in turns. It is named by `wallPage.{page}` in the locales.
 */
export interface WallPageView {
  load: () => Promise<Component>;
  /** Nothing to show there just now: left out by entries that say so. */
  isEmpty: (state: WallState) => boolean;
}

/** THE table of the wall's pages. The overview comes with the frame, for it stands in for what cannot be shown. */
export const wallPageViews: Partial<Record<WallPage, WallPageView>> = {
  overview: { load: () => Promise.resolve(OverviewPage), isEmpty: () => false },
  hours: {
    load: async () => (await import('./HoursPage.vue')).default,
    isEmpty: ({ hours }) => hours.length === 0,
  },
  departments: {
    load: async () => (await import('./DepartmentsPage.vue')).default,
    isEmpty: ({ departments }) => departments.length === 0,
  },
  items: {
    load: async () => (await import('./ItemsPage.vue')).default,
    isEmpty: ({ items }) => hasNoItems(items),
  },
  halls: {
    load: async () => (await import('./HallsPage.vue')).default,
    isEmpty: ({ halls }) => halls === null,
  },
  followup: {
    load: async () => (await import('./FollowupPage.vue')).default,
    isEmpty: ({ followup }) => hasNoFollowup(followup),
  },
};

const loaded = new Map<WallPage, Component>();

/** Loads a page once. @throws when it cannot be had just now */
export async function loadPage(page: WallPage): Promise<Component> {
  const known = loaded.get(page);
  if (known) return known;
  const view = wallPageViews[page];
  if (!view) throw new Error(`There is no page "${page}".`);
  const component = markRaw(await view.load());
  loaded.set(page, component);
  return component;
}
