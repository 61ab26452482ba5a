import { Problem } from '#contract/problem';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { listFlags } from '../api/flags.ts';
import type { FlagQuery, FlagListItem } from '../api/flags.ts';

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
  const fresh = ref(0);
  /** The row that keys move. */
  const active = ref(0);
  /** Only the newest question may fill the list: answers overtake each other. */
  let asked = 0;

  async function read(cursor: string | null) {
    const question = ++asked;
    loading.value = true;
    error.value = '';
    try {
      const page = await listFlags(query.value, cursor);
      if (question !== asked) return;
      rows.value = cursor === null ? page.items : [...rows.value, ...page.items];
      next.value = page.nextCursor;
      total.value = page.total;
      more.value = page.more === true;
      if (cursor === null) fresh.value = 0;
    } catch (problem) {
      if (question === asked) error.value = problem instanceof Problem ? problem.message : String(problem);
    } finally {
      if (question === asked) loading.value = false;
    }
  }

  /** The same list again stays as it was left. */
  function show(filters: FlagQuery) {
    if (rows.value.length > 0 && isSame(filters, query.value)) return look();
    query.value = filters;
    active.value = 0;
    rows.value = [];
    next.value = null;
    return read(null);
  }

  function readMore() {
    if (next.value !== null && !loading.value && error.value === '') void read(next.value);
  }

  /** Counts what a reload would bring. */
  async function look() {
    if (loading.value) return;
    const question = asked;
    const page = await listFlags(query.value, null).catch(() => null);
    if (!page || question !== asked) return;
    const known = new Map(rows.value.map((row) => [row.flagId, row.version]));
    fresh.value = page.items.filter((row) => known.get(row.flagId) !== row.version).length;
  }

  return {
    query,
    active,
    rows,
    total: computed(() => (more.value ? `${total.value}+` : String(total.value))),
    error,
    loading,
    fresh,
    show,
    reload: () => read(null),
    readMore,
    look,
  };
});
