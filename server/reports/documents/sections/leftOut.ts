import type { IndicatorId } from '#contract/reports/indicator';
import type { Paper } from '../paper.ts';

const words = {
  zh: {
    why: {
      withdrawn: '申请人撤回',
      voided: '作废',
      transferred: '移送',
      exempt: '客观原因、豁免或者申诉成立',
    },
    told: (n: string, parts: string) => `另有到期的${n}不计入（${parts}）。`,
  },
  en: {
    why: {
      withdrawn: 'withdrawn by the applicant',
      voided: 'voided',
      transferred: 'transferred',
      exempt: 'objective cause, exemption or appeal won',
    },
    told: (n: string, parts: string) => ` Left out of those due: ${n} (${parts}).`,
  },
};
const reasons = ['withdrawn', 'voided', 'transferred', 'exempt'] as const;

/** How many cases that fell due a rate is not taken over, and why; nothing where there are none. */
export function leftOut({ figure, tongue }: Paper, id: IndicatorId): string {
  const excluded = figure('all', '', id)?.now.excluded ?? {};
  const { why, told } = words[tongue.language];
  const had = reasons.flatMap((reason) => {
    const n = excluded[reason] ?? 0;
    return n === 0 ? [] : [{ reason, n }];
  });
  if (had.length === 0) return '';
  const all = had.reduce((sum, { n }) => sum + n, 0);
  const part = ({ reason, n }: (typeof had)[number]): string =>
    tongue.language === 'zh'
      ? `${why[reason]}${tongue.count(n, 'cases')}`
      : `${why[reason]} ${tongue.number(n)}`;
  return told(tongue.count(all, 'cases'), had.map(part).join(tongue.language === 'zh' ? '，' : ', '));
}
