import { listLength } from '#contract/wallItems';
import { computed } from 'vue';
import type { Ref } from 'vue';
import { tracks } from '../../../charts/tracks.ts';
import { seamGutter, useSeams } from '../useSeams.ts';
import { useSize } from '../useSize.ts';

/**
 * Rows of a list in an element: as many as there is room for and lists are long, none on a seam between panels, each between `least` and
 * `most` rem high. A farther reader gets fewer, never smaller ones.
 */
export function useRows(
  element: Readonly<Ref<HTMLElement | null>>,
  { least, most }: { least: number; most: number },
) {
  const size = useSize(element);
  const seams = useSeams(size);
  const gutter = computed(() => (seamGutter * size.rem) / 10);

  const lines = computed(() => {
    const free = size.height - seams.value.y.length * (gutter.value + least * size.rem);
    // a row more or less must not hang on a fraction of a pixel
    const fitting = Math.floor((free + 1) / (least * size.rem));
    const count = Math.max(1, Math.min(fitting, listLength));
    const space = {
      length: size.height,
      groups: [count],
      gap: 0,
      seams: seams.value.y,
      gutter: gutter.value,
    };
    return tracks({ ...space, largest: Math.min(most * size.rem, size.height / count) });
  });
  /** Where a seam divides the rows, their first part ends before it and the rest begins behind. */
  const first = computed(() => {
    const [seam] = seams.value.x;
    return seam === undefined
      ? {}
      : { flex: `0 0 ${seam - gutter.value / 2}px`, marginRight: `${gutter.value}px` };
  });
  const room = computed(() => lines.value.starts.length);
  const place = (index: number) => ({
    top: `${lines.value.starts[index] ?? 0}px`,
    height: `${lines.value.size}px`,
  });
  return { room, place, first };
}
