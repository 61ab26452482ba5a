import { describe, expect, it } from 'vitest';
import type { StoredRuleVersion } from './catalogue.ts';
import { ruleInForce } from './ruleVersionStore.ts';

const stored = (version: number, validFrom: string, recordedAt: number): StoredRuleVersion => ({
  rule: 'TIM-01',
  version,
  validFrom,
  enabled: true,
  params: { share: version / 10 },
  recordedAt,
  actor: 'test',
});

describe('the rule version in force', () => {
  const versions = [stored(1, '2026-03-01', 10), stored(2, '2026-06-01', 20), stored(3, '2026-03-01', 30)];
  const defaults = { share: 0.9, days: 1 };
  const on = (day: string, knownAt?: number) =>
    ruleInForce(versions, 'TIM-01', day, defaults, knownAt).version;

  it('is the built-in default before the first stored one', () => {
    expect(ruleInForce(versions, 'TIM-01', '2026-02-28', defaults)).toMatchObject({
      version: 0,
      params: defaults,
    });
  });

  it('is the one that began last, and of two that begin on one day the later', () => {
    expect([on('2026-03-01'), on('2026-05-31'), on('2026-06-01'), on('2027-01-01')]).toEqual([3, 3, 2, 2]);
  });

  it('is the one that was recorded by then when that is asked', () => {
    expect([on('2026-03-01', 9), on('2026-03-01', 10), on('2026-06-01', 19)]).toEqual([0, 1, 1]);
  });

  it('keeps the defaults of parameters it does not name', () => {
    expect(ruleInForce(versions, 'TIM-01', '2026-06-01', defaults).params).toEqual({ share: 0.2, days: 1 });
  });

  it('knows nothing of other rules', () => {
    expect(ruleInForce(versions, 'TIM-02', '2026-06-01', {}).version).toBe(0);
  });
});
