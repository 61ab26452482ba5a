import type { Severity } from '#contract/rule';
import { Problem } from '#contract/problem';
import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { listFlags } from '../api/flags.ts';
import type { FlagSummary } from '../api/flags.ts';

/** The list of flags: pages on demand; what is new is counted and never moves a row by itself. */
export const useFlagList = defineStore('flagList', () => {
  const severity = ref<Severity | null>(null);
  const rows = shallowRef<readonly FlagSummary[]>([]);
  const total = ref(0);
  const more = ref(false);
  const next = ref<string | null>(null);
  const error = ref('');
  const loading = ref(false);
  const fresh = ref(0);

  async function read(cursor: string | null) {
    loading.value = true;
    error.value = '';
    try {
      const page = await listFlags({ severity: severity.value, cursor });
      rows.value = cursor === null ? page.items : [...rows.value, ...page.items];
      next.value = page.nextCursor;
      total.value = page.total;
      more.value = page.more === true;
      fresh.value = 0;
    } catch (problem) {
      error.value = problem instanceof Problem ? problem.message : String(problem);
    } finally {
      loading.value = false;
    }
  }

  /** Counts what a reload would bring. */
  async function look() {
    if (loading.value) return;
    const page = await listFlags({ severity: severity.value, cursor: null }).catch(() => null);
    if (!page) return;
    const known = new Map(rows.value.map((row) => [row.flagId, row.version]));
    fresh.value = page.items.filter((row) => known.get(row.flagId) !== row.version).length;
  }

  function choose(next: Severity | null) {
    severity.value = next;
    return read(null);
  }

  return {
    severity,
    rows,
    total: computed(() => (more.value ? `${total.value}+` : String(total.value))),
    hasMore: computed(() => next.value !== null),
    error,
    loading,
    fresh,
    reload: () => read(null),
    readMore: () => read(next.value),
    look,
    choose,
  };
});
