import { shallowRef, watch } from 'vue';
import type { FieldValues, TakenFile } from './actionFields.ts';

interface Draft {
  values: FieldValues;
  taken: TakenFile[];
}

const prefix = 'duban.draft.';

function stored(key: string): Draft | null {
  const text = sessionStorage.getItem(prefix + key);
  return text === null ? null : (JSON.parse(text) as Draft);
}

/** The first of these keys under which something was typed and not sent. */
export function draftedKey(keys: readonly string[]): string | undefined {
  return keys.find((key) => sessionStorage.getItem(prefix + key) !== null);
}

/** What is typed into a form, kept in this tab until it is sent: neither a reload nor a new sign-in loses it. */
export function useDraft(key: string, first: FieldValues = {}) {
  const kept = stored(key);
  const values = shallowRef<FieldValues>(kept?.values ?? first);
  const taken = shallowRef<TakenFile[]>(kept?.taken ?? []);

  watch([values, taken], () => {
    const draft: Draft = { values: values.value, taken: taken.value };
    sessionStorage.setItem(prefix + key, JSON.stringify(draft));
  });

  function set(name: string, value: string) {
    values.value = { ...values.value, [name]: value };
  }

  function drop() {
    sessionStorage.removeItem(prefix + key);
  }

  return { values, taken, set, drop };
}
