import { onBeforeUnmount, shallowRef, watch } from 'vue';
import { useAlerts } from '../../../stores/alerts.ts';
import { useWall } from '../../../stores/wall.ts';
import { pickInterrupt } from './pickInterrupt.ts';
import type { Interrupt } from './pickInterrupt.ts';

const length = 20_000;

/** The red flag that has the screen just now: for 20 s, or until it is withdrawn. */
export function useInterrupt(isAllowed: () => boolean) {
  const alerts = useAlerts();
  const wall = useWall();
  const interrupt = shallowRef<Interrupt | null>(null);
  let before: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end() {
    clearTimeout(timer);
    interrupt.value = null;
  }

  watch(
    () => alerts.latest,
    () => {
      const now = performance.now();
      const picked = isAllowed() ? pickInterrupt(alerts.ofSeverity('red'), now, before) : null;
      if (!picked) return;
      before = now;
      interrupt.value = picked;
      timer = setTimeout(end, length);
    },
  );
  watch(
    () => wall.state?.flags,
    (flags) => {
      const shown = interrupt.value?.flag.flagId;
      if (shown !== undefined && flags?.find(({ flagId }) => flagId === shown)?.status === 'withdrawn') end();
    },
  );
  onBeforeUnmount(() => clearTimeout(timer));
  return { interrupt, end };
}
