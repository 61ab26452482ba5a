import type { Indicator } from '../indicator.ts';
import { share } from './ratios.ts';

const days = { version: 1, unit: 'workdays', better: 'lower', least: 30, decimals: 2 } as const;

/** How long it took, and whether that was in time. */
export const times = [
  {
    ...share,
    id: 'onTimeRate',
    formula: 'concluded ≤ promised due ÷ due',
    name: { zh: '按时办结率', en: 'On-time rate' },
    definition: {
      zh: '承诺办结期限（扣除特别程序、延期后）在本期内到期的办件中，到期前办结的比例。申请人撤回、作废、移送的办件，以及经认定属客观原因、批准豁免、申诉成立的超期件不计入，件数另列。',
      en: 'Of the cases whose promised due date, after suspensions and extension, falls in the period: those concluded by it. Withdrawn, voided and transferred cases, and late ones with an objective cause, an exemption or an appeal won, are left out and counted apart.',
    },
  },
  {
    ...share,
    id: 'statutoryOnTimeRate',
    formula: 'concluded ≤ statutory due ÷ due',
    name: { zh: '法定时限按时办结率', en: 'On-time rate by law' },
    definition: {
      zh: '法定办结期限在本期内到期的办件中，到期前办结的比例；不计入的情形同按时办结率。',
      en: 'Of the cases whose statutory due date falls in the period: those concluded by it. Left out as for the on-time rate.',
    },
  },
  {
    ...days,
    id: 'handlingMean',
    formula: 'Σ used ÷ n',
    name: { zh: '平均办理用时', en: 'Mean handling time' },
    definition: {
      zh: '本期办结、承诺时限以工作日计的承诺件（准予、容缺准予、不予许可，不含补录等时间不可信的办件），自受理次日0时至办结的法定工作时间，扣除有效的特别程序；受理当日办结的为0。每个工作日计1日。',
      en: 'Of cases concluded in the period whose promise is in working days (granted, granted with deficiency or refused; none whose times were entered afterwards): legal time from 00:00 of the day after acceptance to conclusion, less credited suspensions; 0 if concluded on the day of acceptance. A working day counts one.',
    },
  },
  {
    ...days,
    id: 'handlingMedian',
    formula: 'P50(used)',
    name: { zh: '办理用时中位数', en: 'Median handling time' },
    definition: {
      zh: '上述办理用时的中位数：一半办件不长于此。',
      en: 'The middle one of those handling times: half took no longer.',
    },
  },
  {
    ...days,
    id: 'handlingP80',
    formula: 'P80(used)',
    name: { zh: '办理用时第80百分位数', en: 'Handling time, 80th percentile' },
    definition: { zh: '上述办理用时中，80%的办件不长于此。', en: 'Four in five took no longer.' },
  },
  {
    ...days,
    id: 'handlingP95',
    formula: 'P95(used)',
    name: { zh: '办理用时第95百分位数', en: 'Handling time, 95th percentile' },
    definition: { zh: '上述办理用时中，95%的办件不长于此。', en: 'Nineteen in twenty took no longer.' },
  },
  {
    ...days,
    id: 'daysEarlierThanLaw',
    better: 'higher',
    formula: 'Σ(statutory − used) ÷ n',
    name: { zh: '比法定时限平均提前', en: 'Earlier than the law, mean' },
    definition: {
      zh: '上述办件中事项登记的法定时限以工作日计的，法定时限减办理用时的平均值；超出法定时限的计负值。',
      en: 'Of those cases, where the item’s statutory limit is in working days: the limit less the time used, on average; negative when past it.',
    },
  },
  {
    ...share,
    id: 'fasterThanLaw',
    formula: 'Σ(statutory − used) ÷ Σ statutory',
    name: { zh: '比法定时限提速', en: 'Faster than the law' },
    definition: {
      zh: '上述办件法定时限之和与办理用时之和的差，占法定时限之和的比例。',
      en: 'The sum of those statutory limits less the sum of the time used, as a share of the limits.',
    },
  },
  {
    ...share,
    id: 'fasterThanPromise',
    formula: 'Σ(promised − used) ÷ Σ promised',
    name: { zh: '比承诺时限提速', en: 'Faster than the promise' },
    definition: {
      zh: '上述办件承诺时限之和与办理用时之和的差，占承诺时限之和的比例；承诺时限按受理时的事项版本。',
      en: 'The sum of the promised limits of those cases, by the item as it was at acceptance, less the sum of the time used, as a share of the limits.',
    },
  },
  {
    ...share,
    id: 'promisedSpeedUp',
    least: 1,
    formula: '(Σ statutory − Σ promised) ÷ Σ statutory',
    name: { zh: '承诺提速率', en: 'Promised speed-up' },
    definition: {
      zh: '本期有办件、承诺和法定时限均以工作日计的事项，承诺时限比法定时限压缩的比例；每个事项计一次。',
      en: 'Of the items that had cases in the period and both limits in working days: how much the promises shorten the statutory limits. Each item counts once.',
    },
  },
] as const satisfies readonly Indicator[];
