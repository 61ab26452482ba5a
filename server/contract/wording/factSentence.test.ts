import { ruleIds } from '../rule.ts';
import type { RuleId } from '../rule.ts';
import type { FlagCard } from '../wall.ts';
import { describe, expect, it } from 'vitest';
import { factSentence } from './factSentence.ts';
import type { Language } from './language.ts';
import { wordsIn } from './wordsIn.ts';

function say(language: Language, rule: RuleId, facts: FlagCard['facts']): string {
  return factSentence({ rule, facts }, wordsIn(language, 'Asia/Shanghai'));
}

describe('factSentence', () => {
  it('says how far over, open and concluded apart', () => {
    expect(say('zh', 'TIM-02', { daysOver: 3, stoppedAt: 0 })).toBe('超承诺 3 个工作日');
    expect(say('zh', 'TIM-03', { daysOver: 2, stoppedAt: 1_795_000_000_000 })).toBe('超法定 2 个工作日办结');
    expect(say('en', 'TIM-02', { daysOver: 3, stoppedAt: 0 })).toBe('workdays past promise: 3');
  });

  it('names the last day of a limit that ends at 24:00', () => {
    const due = Date.parse('2026-10-15T00:00:00+08:00');
    expect(say('zh', 'TIM-01', { due, used: 92, allowed: 100 })).toBe('已用 92%，10-14 到期');
  });

  it('puts codes into words', () => {
    expect(say('zh', 'HANG-01', { missing: 'approver,notice' })).toBe('缺 批准人、告知');
    expect(say('en', 'STEP-03', { fault: 'concluded_before_accepted' })).toBe('concluded before accepted');
    expect(say('zh', 'EXT-01', { fault: 'repeated,too_long' })).toBe('再次延期、延期过长');
  });

  it('tells a fee on a free item from one of another amount', () => {
    const fee = { charged: 80.5, currency: 'CNY' };
    expect(say('zh', 'FEE-01', { ...fee, standard: 0 })).toBe('不收费事项收了 80.5 CNY');
    expect(say('en', 'FEE-01', { ...fee, standard: 80 })).toBe('80.5 CNY charged, standard 80');
    const refunded = { ...fee, charged: 80, most: 120, standard: 80 };
    expect(say('zh', 'FEE-01', refunded)).toBe('标准 80，曾收 120，退费后 80 CNY');
    expect(say('en', 'FEE-01', refunded)).toBe('120 CNY charged, 80 after refunds, standard 80');
  });

  it('says when a delivery was due, and when it was made', () => {
    const deadline = Date.parse('2026-10-16T00:00:00+08:00');
    expect(say('zh', 'DLV-01', { deadline, deliveredAt: 0 })).toBe('应于 10-15 前送达');
    expect(say('zh', 'DLV-01', { deadline, deliveredAt: deadline + 1 })).toBe(
      '应于 10-15 前送达，10-16 才送达',
    );
  });

  it('tells what the others took where a fast case was measured by them, and an item apart from its cases', () => {
    const took = { tookMs: 180_000, floorMinutes: 105 };
    const peers = { peers: 412, peersMedianMs: 36_000_000, boundMs: 2_820_000 };
    expect(say('zh', 'FAST-01', took)).toBe('3分办结，常理不少于 105 分');
    expect(say('zh', 'FAST-01', { ...took, ...peers })).toBe(
      '3分办结，常理不少于 105 分；其他部门 412 件中位数 10小时，界限 47分',
    );
    expect(say('en', 'FAST-01', { peers: 412, peersMedianMs: 600_000, floorMinutes: 105 })).toMatch(
      /^the median of 412 cases city-wide, 10.*review the item$/,
    );
  });

  it('tells what rules over many cases found', () => {
    expect(say('zh', 'FAST-02', { bursts: 3, most: 7, seconds: 60 })).toBe('60 秒内最多办结 7 件，当日 3 次');
    expect(say('zh', 'BKF-02', { how: 'equal_durations', cases: 24, spanMs: 0 })).toBe('24 件用时一秒不差');
    expect(say('en', 'HANG-05', { percent: 80, of: 50 })).toBe('80% of 50 suspensions give one reason');
    expect(say('zh', 'PRM-01', { from: '1 workday', to: '3 workday', breaches: 2 })).toBe(
      '违诺 2 件后承诺由 1 个工作日 改为 3 个工作日',
    );
    expect(say('en', 'ITM-01', { how: 'idle', months: 12 })).toBe('no case in 12 months');
    expect(say('zh', 'BKF-01', { cases: 60, longestMs: 86_400_000 })).toContain('60 件一天内补录');
  });

  it('stays silent rather than showing a hole where facts are missing', () => {
    for (const rule of ruleIds) expect(say('zh', rule, {})).not.toMatch(/undefined|null|NaN|\{/);
  });
});
