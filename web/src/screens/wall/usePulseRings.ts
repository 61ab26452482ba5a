import type { WallRegion } from '#contract/wall';
import { watch } from 'vue';
import type { Ref } from 'vue';
import { usePulses } from '../../stores/pulses.ts';

const length = 900;

/** A soft ring around a region's tile for what just arrived there, while there is little enough to tell apart. */
export function usePulseRings(grid: Readonly<Ref<HTMLElement | null>>, regions: () => readonly WallRegion[]) {
  const pulses = usePulses();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const running = new Set<string>();

  watch(
    () => pulses.latest,
    (latest) => {
      if (pulses.level !== 'each' || still.matches) return;
      for (const [index] of latest) {
        const code = regions()[index]?.code;
        if (code === undefined || running.has(code)) continue;
        const tile = grid.value?.querySelector(`[data-region="${CSS.escape(code)}"]`);
        if (!tile) continue;
        running.add(code);
        const ring = tile.animate(
          [
            { boxShadow: '0 0 0 0 rgb(242 250 255 / 85%)', zIndex: 2 },
            { boxShadow: '0 0 0 0.9rem rgb(242 250 255 / 0%)', zIndex: 2 },
          ],
          { duration: length, easing: 'ease-out' },
        );
        ring.onfinish = ring.oncancel = () => running.delete(code);
      }
    },
  );
}
