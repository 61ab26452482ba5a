import type { FlagAction } from '#contract/followup';
import { Problem } from '#contract/problem';
import { onBeforeUnmount, shallowRef, watch } from 'vue';
import type { Ref } from 'vue';
import { actOnFlag, getFlag } from '../../api/followup.ts';
import type { FlagAnswer } from '../../api/followup.ts';
import { useDeskLink } from '../../stores/deskLink.ts';

/** Does something about the flag; whether it was done. */
export type Act = (action: FlagAction, body: Record<string, unknown>) => Promise<boolean>;

const lookEvery = 10_000;

const asProblem = (error: unknown) =>
  error instanceof Problem ? error : new Problem('internal', String(error));

/** One flag with its follow-up, and what is done about it. After a stale version the newest is there to look at. */
export function useFlag(flagId: Ref<number | null>) {
  const flag = shallowRef<FlagAnswer | null>(null);
  const problem = shallowRef<Problem | null>(null);
  const busy = shallowRef(false);
  const link = useDeskLink();

  async function load() {
    const id = flagId.value;
    problem.value = null;
    if (id === null) {
      flag.value = null;
      return;
    }
    try {
      const answer = await getFlag(id);
      if (flagId.value === id) flag.value = answer;
    } catch (error) {
      if (flagId.value === id) problem.value = asProblem(error);
    }
  }

  const act: Act = async (action, body) => {
    const seen = flag.value;
    if (!seen) return false;
    busy.value = true;
    problem.value = null;
    try {
      flag.value = await actOnFlag(seen, action, body);
      return true;
    } catch (error) {
      const refused = asProblem(error);
      if (refused.code === 'stale_version') await load();
      problem.value = refused;
      return false;
    } finally {
      busy.value = false;
    }
  };

  /** What others did meanwhile is shown; what is typed stays. */
  async function look() {
    const seen = flag.value;
    if (!seen || busy.value) return;
    const now = await getFlag(seen.flagId).catch(() => null);
    if (now && flag.value === seen && !busy.value) flag.value = now;
  }

  watch(
    flagId,
    () => {
      flag.value = null;
      void load();
    },
    { immediate: true },
  );

  const stop = link.listen((heard) => {
    const seen = flag.value;
    if (seen && (heard === null || (heard.get(seen.flagId) ?? 0) > seen.version)) void look();
  });
  const timer = setInterval(() => {
    if (link.state !== 'live' && document.visibilityState === 'visible') void look();
  }, lookEvery);
  onBeforeUnmount(() => {
    stop();
    clearInterval(timer);
  });

  return { flag, problem, busy, load, act };
}
