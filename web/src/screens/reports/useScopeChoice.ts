import { computed, ref } from 'vue';
import type { ReportOrder } from '../../api/reports.ts';
import { useNames } from '../../stores/names.ts';
import { useSession } from '../../stores/session.ts';

export interface ScopeChosen {
  by: 'city' | 'region' | 'department';
  code: string;
}

/** Whose report it is to be: first all that the caller may see. */
export function useScopeChoice() {
  const session = useSession();
  const names = useNames();
  const { region = null, department = null } = session.account ?? {};
  const scope = ref<ScopeChosen>(
    department !== null
      ? { by: 'department', code: department }
      : region !== null
        ? { by: 'region', code: region }
        : { by: 'city', code: '' },
  );

  /** Null as long as no place is chosen. */
  const order = computed((): ReportOrder['scope'] | null => {
    const { by, code } = scope.value;
    if (by === 'city') return { by };
    const places = by === 'region' ? names.catalogue.regions : names.catalogue.departments;
    return places.some((place) => place.code === code) ? { by, code } : null;
  });

  return { scope, order };
}
