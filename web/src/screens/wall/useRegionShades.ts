import type { WallRegion, WallState } from '#contract/wall';
import { computed, shallowRef, watch } from 'vue';
import { rampColours, rampInk, rampStep, steadyBounds } from '../../format/ramp.ts';
import type { RampBounds } from '../../format/ramp.ts';
import { regionTotals } from './regionTotals.ts';
import type { RegionTotal } from './regionTotals.ts';
import { silentRegions } from './silentRegions.ts';

/** How a map of any kind shows a region. */
export interface RegionShade {
  region: WallRegion;
  colour: string;
  ink: 'light' | 'dark';
  /** Nothing yet today. */
  idle: boolean;
  mark: RegionTotal['mark'];
  silent: boolean;
}

/** The shade of each region of the snapshot, in its order, and the scale they are on. */
export function useRegionShades(state: () => WallState) {
  const totals = computed(() => regionTotals(state()));
  const silent = computed(() => silentRegions(state()));

  const bounds = shallowRef<RampBounds>([0, 1, 2, 3, 4, 5, 6]);
  let scaled = false;
  watch(
    totals,
    (list) => {
      const next = steadyBounds(
        list.map((total) => total.submitted),
        scaled ? bounds.value : null,
      );
      scaled ||= list.some((total) => total.submitted > 0);
      bounds.value = next;
    },
    { immediate: true },
  );

  const shades = computed(() =>
    state().regions.map((region, index): RegionShade => {
      const total = totals.value[index];
      const step = rampStep(bounds.value, total?.submitted ?? 0);
      return {
        region,
        colour: rampColours[step] ?? '',
        ink: rampInk(step),
        idle: step === 0,
        mark: total?.mark ?? null,
        silent: silent.value.has(index),
      };
    }),
  );
  return { bounds, shades };
}
