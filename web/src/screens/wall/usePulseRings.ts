import type { WallRegion } from '#contract/wall';
import { watch } from 'vue';
import type { Ref } from 'vue';
import { usePulses } from '../../stores/pulses.ts';

const length = 900;

/**
 * A soft ring around a region's tile for what just arrived there, while there is little enough to tell apart.
 * Only transform and opacity move: the compositor animates them without painting the page again.
 */
export function usePulseRings(grid: Readonly<Ref<HTMLElement | null>>, regions: () => readonly WallRegion[]) {
  const pulses = usePulses();
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const running = new Set<string>();

  function pulse(code: string) {
    const tile = grid.value?.querySelector<HTMLElement>(`[data-region="${CSS.escape(code)}"]`);
    if (!grid.value || !tile || running.has(code)) return;
    running.add(code);
    const ring = document.createElement('i');
    ring.className = 'ring';
    Object.assign(ring.style, {
      left: `${tile.offsetLeft}px`,
      top: `${tile.offsetTop}px`,
      width: `${tile.offsetWidth}px`,
      height: `${tile.offsetHeight}px`,
    });
    grid.value.append(ring);
    const motion = ring.animate(
      [
        { transform: 'scale(1)', opacity: 0.9 },
        { transform: 'scale(1.32)', opacity: 0 },
      ],
      { duration: length, easing: 'ease-out', fill: 'forwards' },
    );
    motion.onfinish = motion.oncancel = () => {
      ring.remove();
      running.delete(code);
    };
  }

  watch(
    () => pulses.latest,
    (latest) => {
      if (pulses.level !== 'each' || still.matches || document.hidden) return;
      for (const [index] of latest) {
        const code = regions()[index]?.code;
        if (code !== undefined) pulse(code);
      }
    },
  );
}
