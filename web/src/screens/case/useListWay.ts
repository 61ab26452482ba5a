import { computed } from 'vue';
import type { Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useKeys } from '../../components/useKeys.ts';
import { flagPath } from '../../format/flagPath.ts';
import { useFlagList } from '../../stores/flagList.ts';

/** The way through the list somebody came from: back to it, and on to its next flag. */
export function useListWay(flagId: Ref<number | null>) {
  const { t } = useI18n();
  const router = useRouter();
  const list = useFlagList();

  const index = computed(() => list.rows.findIndex((row) => row.flagId === flagId.value));
  const back = computed(() => `/?${new URLSearchParams(list.query)}`);
  const place = computed(() =>
    index.value < 0 ? '' : t('case.place', { n: index.value + 1, total: list.total }),
  );

  function go(by: number) {
    const next = index.value < 0 ? undefined : list.rows[index.value + by];
    if (!next) return;
    list.active = index.value + by;
    void router.replace(flagPath(next));
  }

  useKeys({ j: () => go(1), k: () => go(-1), Escape: () => void router.push(back.value) });
  return { back, place };
}
