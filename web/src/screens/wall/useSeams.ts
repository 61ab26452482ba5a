import { computed } from 'vue';
import { seamsWithin } from '../../charts/tracks.ts';
import { useScreen } from '../../stores/screen.ts';
import type { Size } from './useSize.ts';

/** Kept free around a seam, in tenths of a rem: as much as lies between two panels of a page. */
export const seamGutter = 16;

/** Where the seams of a video wall cross an element, in CSS px from its own corner. */
export function useSeams(size: Readonly<Size>) {
  const screen = useScreen();
  return computed(() => {
    const { columns, rows } = screen.settings.panels;
    return {
      x: seamsWithin(size.left, size.width, window.innerWidth, columns),
      y: seamsWithin(size.top, size.height, window.innerHeight, rows),
    };
  });
}
