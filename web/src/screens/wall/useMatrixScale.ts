import { computed, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import type { HeatCell } from '../../charts/heatCell.ts';
import { firstBounds, rampStep, steadyBounds } from '../../format/ramp.ts';
import type { RampBounds } from '../../format/ramp.ts';
import type { UnscaledCell } from './departmentMatrix.ts';
import type { MatrixView } from './matrixViews.ts';

/** Each view keeps its own scale; it moves only when its numbers have outgrown it. */
export function useMatrixScale(
  unscaled: Readonly<Ref<UnscaledCell[]>>,
  view: Readonly<Ref<MatrixView | undefined>>,
) {
  const scales = shallowRef(new Map<string, RampBounds>());
  watch(
    [unscaled, view],
    () => {
      const key = view.value?.key ?? '';
      const values = unscaled.value.filter((cell) => cell.kind === 'value').map((cell) => cell.value);
      const before = scales.value.get(key) ?? null;
      const bounds = steadyBounds(values, before);
      if (bounds !== before) scales.value = new Map(scales.value).set(key, bounds);
    },
    { immediate: true },
  );
  const bounds = computed<RampBounds>(() => scales.value.get(view.value?.key ?? '') ?? firstBounds);
  const cells = computed<HeatCell[]>(() =>
    unscaled.value.map((cell) => ({ ...cell, step: rampStep(bounds.value, cell.value) })),
  );
  return { bounds, cells };
}
