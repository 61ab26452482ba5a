import type { FlagStatus, Severity } from '#contract/rule';
import type { FlagCard, WallChange } from '#contract/wall';
import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

type Raised = Extract<WallChange, { flag: FlagCard }>;

const ended: readonly FlagStatus[] = ['withdrawn', 'resolved', 'closed', 'exempt', 'archived'];

function isNew(change: WallChange): change is Raised {
  return (
    (change.topic === 'flag:raised' || change.topic === 'flag:escalated') &&
    !ended.includes(change.flag.status)
  );
}

/** What the newest delta with flags has raised or made worse: it may sound, and a red one may take the screen. */
export const useAlerts = defineStore('alerts', () => {
  const latest = shallowRef<readonly FlagCard[]>([]);

  function hear(changes: readonly WallChange[]) {
    if (changes.some(isNew)) latest.value = changes.filter(isNew).map(({ flag }) => flag);
  }

  const ofSeverity = (severity: Severity) => latest.value.filter((flag) => flag.severity === severity);

  return { latest, hear, ofSeverity };
});
