import { Problem } from '#contract/problem';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { listFlags } from '../api/flags.ts';
import type { FlagQuery, FlagListItem } from '../api/flags.ts';
import type { Heard } from './deskLink.ts';

/** Of what was loaded before, as much is loaded again: who has scrolled further than that looks for something new. */
const mostReloaded = 1000;
const pageSize = 100;
const largestPage = 200;

function isSame(a: FlagQuery, b: FlagQuery): boolean {
  return new URLSearchParams(a).toString() === new URLSearchParams(b).toString();
}

/** The list of flags: pages on demand; what is new is counted and never moves a row by itself. */
export const useFlagList = defineStore('flagList', () => {
  const query = shallowRef<FlagQuery>({});
  const rows = shallowRef<readonly FlagListItem[]>([]);
  const total = ref(0);
  const more = ref(false);
  const next = ref<string | null>(null);
  const error = ref('');
  const loading = ref(false);
  /** Flags that a reload would show otherwise, or for the first time. */
  const ahead = shallowRef<ReadonlySet<number>>(new Set());
  /** The row that keys move. */
  const active = ref(0);
  const heardOf = new Map<number, number>();
  /** Only the newest question may fill the list: answers overtake each other. */
  let asked = 0;
  /** Something was to be looked for while the list was being read. */
  let missed = false;

  /** Reads from a cursor on until there are `enough` more rows or no more to read. */
  async function read(cursor: string | null, enough: number) {
    const question = ++asked;
    loading.value = true;
    error.value = '';
    const known = cursor === null ? [] : rows.value;
    const found: FlagListItem[] = [];
    let at = cursor;
    try {
      do {
        const limit = Math.min(largestPage, Math.max(pageSize, enough - found.length));
        const page = await listFlags(query.value, at, limit);
        if (question !== asked) return;
        found.push(...page.items);
        at = page.nextCursor;
        total.value = page.total;
        more.value = page.more === true;
      } while (at !== null && found.length < enough);
      next.value = at;
      fill([...known, ...found]);
      if (cursor === null) ahead.value = changedRows();
    } catch (problem) {
      if (question === asked) error.value = problem instanceof Problem ? problem.message : String(problem);
    } finally {
      if (question === asked) loading.value = false;
    }
    if (missed && !loading.value) void look();
  }

  /** Whoever stands on a row stands on it afterwards. */
  function fill(found: readonly FlagListItem[]) {
    const stood = rows.value[active.value]?.flagId;
    rows.value = found;
    const stands = found.findIndex(({ flagId }) => flagId === stood);
    active.value = Math.max(0, stands >= 0 ? stands : Math.min(active.value, found.length - 1));
  }

  /** The same list again stays as it was left. */
  function show(filters: FlagQuery) {
    if (rows.value.length > 0 && isSame(filters, query.value)) return look();
    query.value = filters;
    active.value = 0;
    rows.value = [];
    next.value = null;
    return read(null, pageSize);
  }

  function readMore() {
    if (next.value !== null && !loading.value && error.value === '') void read(next.value, pageSize);
  }

  /** Loaded rows that have been heard to have another version by now; what else was heard of is forgotten. */
  function changedRows(): Set<number> {
    const known = new Map(rows.value.map(({ flagId, version }) => [flagId, version]));
    for (const [flagId, version] of heardOf)
      if ((known.get(flagId) ?? Infinity) >= version) heardOf.delete(flagId);
    return new Set(heardOf.keys());
  }

  /** Notes what has changed; whether this list has to be asked what that means to it. */
  function hear(heard: Heard): boolean {
    if (heard === null) return true;
    const known = new Map(rows.value.map(({ flagId, version }) => [flagId, version]));
    const news = [...heard].filter(([flagId, version]) => (known.get(flagId) ?? 0) < version);
    for (const [flagId, version] of news) heardOf.set(flagId, version);
    ahead.value = new Set([
      ...ahead.value,
      ...news.flatMap(([flagId]) => (known.has(flagId) ? [flagId] : [])),
    ]);
    return news.length > 0;
  }

  /** Counts what a reload would bring. */
  async function look() {
    missed = loading.value;
    if (missed) return;
    const question = asked;
    const page = await listFlags(query.value, null, pageSize).catch(() => null);
    if (!page || question !== asked) return;
    const known = new Map(rows.value.map((row) => [row.flagId, row.version]));
    const otherwise = page.items.filter((row) => known.get(row.flagId) !== row.version);
    ahead.value = new Set([...changedRows(), ...otherwise.map(({ flagId }) => flagId)]);
  }

  return {
    query,
    active,
    rows,
    total: computed(() => (more.value ? `${total.value}+` : String(total.value))),
    error,
    loading,
    fresh: computed(() => ahead.value.size),
    show,
    reload: () => read(null, Math.min(rows.value.length, mostReloaded)),
    readMore,
    hear,
    look,
  };
});
