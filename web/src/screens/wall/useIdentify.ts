import { onBeforeUnmount, ref, watch } from 'vue';
import { useScreen } from '../../stores/screen.ts';

const length = 10_000;

/** For ten seconds after the desk has asked which screen this is. */
export function useIdentify() {
  const screen = useScreen();
  const isIdentified = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(
    () => screen.identified,
    () => {
      clearTimeout(timer);
      isIdentified.value = true;
      timer = setTimeout(() => (isIdentified.value = false), length);
    },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return { isIdentified };
}
