import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { flag } from '../testing/wallState.ts';
import { useAlerts } from './alerts.ts';

beforeEach(() => setActivePinia(createPinia()));

it('are the flags that a delta raised or made worse, and not those it ended', () => {
  const alerts = useAlerts();
  alerts.hear([
    { topic: 'flag:raised', flag: flag(1) },
    { topic: 'flag:escalated', flag: flag(2, { severity: 'red' }) },
    { topic: 'flag:changed', flag: flag(3) },
    { topic: 'flag:raised', flag: flag(4, { status: 'withdrawn' }) },
  ]);
  expect(alerts.latest.map(({ flagId }) => flagId)).toEqual([1, 2]);
  expect(alerts.ofSeverity('red').map(({ flagId }) => flagId)).toEqual([2]);
});

it('stay what they are while nothing is raised', () => {
  const alerts = useAlerts();
  alerts.hear([{ topic: 'flag:raised', flag: flag(1) }]);
  const before = alerts.latest;
  alerts.hear([{ topic: 'kpi:changed', figures: [1] }]);
  expect(alerts.latest).toBe(before);
});
