import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { getCatalogue } from '../api/catalogue.ts';
import type { CatalogueAnswer } from '../api/catalogue.ts';

const nothing: CatalogueAnswer = {
  regions: [],
  departmentKinds: [],
  departments: [],
  items: [],
  calendars: [],
};

/** Names of codes and the office zone, from the catalogue; a code stands for itself until it is here. */
export const useNames = defineStore('names', () => {
  const catalogue = shallowRef(nothing);

  const byCode = <Record extends { code: string }>(records: readonly Record[]) =>
    new Map(records.map((record) => [record.code, record]));
  const regions = computed(() => byCode(catalogue.value.regions));
  const departments = computed(() => byCode(catalogue.value.departments));
  const items = computed(() => byCode(catalogue.value.items));
  const timezone = computed(
    () => catalogue.value.calendars.find(({ code }) => code === 'CN')?.timezone ?? 'Asia/Shanghai',
  );

  async function load() {
    if (catalogue.value === nothing) catalogue.value = await getCatalogue();
  }

  /** After a change of the catalogue. */
  async function renew() {
    catalogue.value = await getCatalogue();
  }

  const region = (code: string | null) => regions.value.get(code ?? '')?.shortName ?? code ?? '';
  const department = (code: string | null) => departments.value.get(code ?? '')?.name ?? code ?? '';
  /** As a narrow column has room for it. */
  const office = (code: string | null) => departments.value.get(code ?? '')?.shortName ?? code ?? '';
  const item = (code: string | null) => items.value.get(code ?? '')?.name ?? code ?? '';
  const phone = (code: string | null) => departments.value.get(code ?? '')?.phone ?? null;

  return { catalogue, timezone, load, renew, region, department, office, item, phone };
});
