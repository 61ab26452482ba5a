import { onBeforeUnmount, onMounted, reactive } from 'vue';
import type { Ref } from 'vue';

/** The inner size of an element in CSS px, followed as it changes, and the px of one rem. */
export function useSize(element: Readonly<Ref<HTMLElement | null>>) {
  const size = reactive({ width: 0, height: 0, rem: 10 });
  const read = () => {
    if (!element.value) return;
    size.width = element.value.clientWidth;
    size.height = element.value.clientHeight;
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
