import { localClock } from '#contract/wording/localClock';
import type { Paper } from './paper.ts';

/** Period, cohort, where the clocks stood, what had arrived, and the hash that proves it. */
export function imprint({ snapshot, setting, tongue }: Paper): string[] {
  const at = (instant: string): string => {
    const { day, minute } = localClock(Date.parse(instant), snapshot.timezone, tongue.language);
    return `${day} ${minute}`;
  };
  const { period, asOf, knownAt, timezone } = snapshot;
  if (tongue.language === 'zh')
    return [
      `统计期间：${period.from}至${period.to}（${timezone}）；统计时点：${at(asOf)}；数据截至：${at(knownAt)}。`,
      '按时办结率以承诺期限在统计期间内到期的办件为基数；迟到的数据不改变已印发的通报，在下一期更正。',
      `数据快照SHA-256：${setting.hash}`,
    ];
  return [
    `Period: ${period.from} to ${period.to} (${timezone}); as of ${at(asOf)}; data received by ${at(knownAt)}.`,
    'The on-time rate rests on cases whose promised limit ended in the period. Data that arrive later never change an issued report; the next one corrects it.',
    `SHA-256 of the snapshot: ${setting.hash}`,
  ];
}
