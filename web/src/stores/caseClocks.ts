import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { getCaseClocks } from '../api/caseClocks.ts';
import type { CaseClockLine } from '../api/caseClocks.ts';

/** Rows that pass by quickly are not asked for. */
const pause = 120;
const mostAtOnce = 100;

/** How far the limits of the cases in sight are used: asked for a screenful at a time, kept until the list is read anew. */
export const useCaseClocks = defineStore('caseClocks', () => {
  const lines = shallowRef<ReadonlyMap<string, CaseClockLine>>(new Map());
  const asked = new Set<string>();
  let wanted: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask() {
    const missing = wanted.filter((id) => !asked.has(id)).slice(0, mostAtOnce);
    if (missing.length === 0) return;
    for (const id of missing) asked.add(id);
    try {
      const { items } = await getCaseClocks(missing);
      lines.value = new Map([...lines.value, ...items.map((line) => [line.caseId, line] as const)]);
    } catch {
      // a row without its bar still says everything else; the next look asks again
      for (const id of missing) asked.delete(id);
    }
  }

  function want(caseIds: readonly string[]) {
    wanted = caseIds;
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), pause);
  }

  function forget() {
    asked.clear();
    lines.value = new Map();
  }

  return { lines, want, forget };
});
