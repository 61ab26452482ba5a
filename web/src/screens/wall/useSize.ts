import { onBeforeUnmount, onMounted, reactive } from 'vue';
import type { Ref } from 'vue';

/** The inner box of an element in CSS px, followed as it changes, and the px of one rem. */
export interface Size {
  width: number;
  height: number;
  /** Where it lies on the canvas, whatever the frame has shifted it by. */
  left: number;
  top: number;
  rem: number;
}

export function useSize(element: Readonly<Ref<HTMLElement | null>>): Readonly<Size> {
  const size = reactive<Size>({ width: 0, height: 0, left: 0, top: 0, rem: 10 });
  const read = () => {
    if (!element.value) return;
    size.width = element.value.clientWidth;
    size.height = element.value.clientHeight;
    Object.assign(size, offsetOnPage(element.value));
    size.rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  };
  const observer = new ResizeObserver(read);
  onMounted(() => {
    read();
    if (element.value) observer.observe(element.value);
  });
  onBeforeUnmount(() => observer.disconnect());
  return size;
}

/** Offsets know nothing of transforms, which `getBoundingClientRect` would add. */
function offsetOnPage(element: HTMLElement): Pick<Size, 'left' | 'top'> {
  let [left, top] = [element.clientLeft, element.clientTop];
  for (let each: Element | null = element; each instanceof HTMLElement; each = each.offsetParent) {
    left += each.offsetLeft;
    top += each.offsetTop;
  }
  return { left, top };
}
