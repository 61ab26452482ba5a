import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import { getCatalogue } from '../api/catalogue.ts';

/** Names of codes and the office zone, from the catalogue; a code stands for itself until it is here. */
export const useNames = defineStore('names', () => {
  const departments = shallowRef<ReadonlyMap<string, string>>(new Map());
  const items = shallowRef<ReadonlyMap<string, string>>(new Map());
  const timezone = ref('Asia/Shanghai');

  async function load() {
    if (departments.value.size > 0) return;
    const catalogue = await getCatalogue();
    departments.value = new Map(catalogue.departments.map(({ code, name }) => [code, name]));
    items.value = new Map(catalogue.items.map(({ code, name }) => [code, name]));
    timezone.value = catalogue.calendars.find(({ code }) => code === 'CN')?.timezone ?? timezone.value;
  }

  const department = (code: string | null) => (code === null ? '' : (departments.value.get(code) ?? code));
  const item = (code: string | null) => (code === null ? '' : (items.value.get(code) ?? code));

  return { timezone, load, department, item };
});
