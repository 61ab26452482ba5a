import { computed, shallowRef } from 'vue';

const kept = 100;

/** A value that is changed step by step, and the way back. */
export function useUndo<Value>(first: Value) {
  const value = shallowRef(first);
  const before = shallowRef<readonly Value[]>([]);
  let lastField = '';

  /** @param field what is typed into the same field in turn is one step; empty: a step of its own */
  function set(next: Value, field = '') {
    if (field === '' || field !== lastField) before.value = [...before.value, value.value].slice(-kept);
    lastField = field;
    value.value = next;
  }
  function undo() {
    const last = before.value.at(-1);
    if (last === undefined) return;
    before.value = before.value.slice(0, -1);
    lastField = '';
    value.value = last;
  }
  /** Begins anew: there is no way back behind it. */
  function begin(next: Value) {
    before.value = [];
    lastField = '';
    value.value = next;
  }

  return { value, canUndo: computed(() => before.value.length > 0), set, undo, begin };
}
