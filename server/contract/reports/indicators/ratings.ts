import type { Indicator } from '../indicator.ts';

const count = { version: 1, unit: 'cases', least: 30, decimals: 0 } as const;
const share = { version: 1, unit: 'share', better: 'higher', least: 30, decimals: 2 } as const;

/** 好差评: what people said of their service, and what was done about it. */
export const ratings = [
  {
    ...count,
    better: 'none',
    id: 'rated',
    formula: 'Σ rated',
    name: { zh: '评价数', en: 'Ratings' },
    definition: {
      zh: '本期的好差评评价，主动评价与系统默认评价合计。',
      en: 'Ratings given in the period, voluntary and by system default.',
    },
  },
  {
    ...share,
    id: 'goodRate',
    formula: '(4 + 5) ÷ rated',
    name: { zh: '好评率（含默认）', en: 'Good rate, defaults included' },
    definition: {
      zh: '本期评价中“满意”“非常满意”的比例，含系统默认评价。',
      en: 'Of the ratings of the period: satisfied and very satisfied, defaults included.',
    },
  },
  {
    ...share,
    id: 'goodRateVoluntary',
    formula: '(4 + 5) ÷ rated, defaults left out',
    name: { zh: '好评率（主动评价）', en: 'Good rate, voluntary' },
    definition: {
      zh: '本期主动评价中“满意”“非常满意”的比例，不含系统默认评价。',
      en: 'The same among voluntary ratings alone.',
    },
  },
  {
    ...count,
    better: 'lower',
    id: 'badRated',
    formula: '1 + 2, defaults left out',
    name: { zh: '差评数', en: 'Bad ratings' },
    definition: {
      zh: '本期主动评价中“不满意”“非常不满意”的评价。',
      en: 'Voluntary ratings of the period: dissatisfied and very dissatisfied.',
    },
  },
  {
    ...count,
    better: 'none',
    id: 'verySatisfied',
    formula: '5',
    name: { zh: '非常满意', en: 'Very satisfied' },
    definition: { zh: '本期主动评价中的“非常满意”。', en: 'Voluntary ratings of the period at level 5.' },
  },
  {
    ...count,
    better: 'none',
    id: 'satisfied',
    formula: '4',
    name: { zh: '满意', en: 'Satisfied' },
    definition: { zh: '本期主动评价中的“满意”。', en: 'Voluntary ratings of the period at level 4.' },
  },
  {
    ...count,
    better: 'none',
    id: 'fairlySatisfied',
    formula: '3',
    name: { zh: '基本满意', en: 'Fairly satisfied' },
    definition: {
      zh: '本期主动评价中的“基本满意”，既不计好评，也不计差评。',
      en: 'Voluntary ratings of the period at level 3, which count neither as good nor as bad.',
    },
  },
  {
    ...count,
    better: 'lower',
    id: 'dissatisfied',
    formula: '2',
    name: { zh: '不满意', en: 'Dissatisfied' },
    definition: { zh: '本期主动评价中的“不满意”。', en: 'Voluntary ratings of the period at level 2.' },
  },
  {
    ...count,
    better: 'lower',
    id: 'veryDissatisfied',
    formula: '1',
    name: { zh: '非常不满意', en: 'Very dissatisfied' },
    definition: { zh: '本期主动评价中的“非常不满意”。', en: 'Voluntary ratings of the period at level 1.' },
  },
  {
    ...count,
    better: 'none',
    id: 'defaultRated',
    formula: 'Σ default',
    name: { zh: '系统默认评价', en: 'Default ratings' },
    definition: {
      zh: '本期由系统在无人评价时默认给出的评价。',
      en: 'Ratings of the period that a system filled in where nobody rated.',
    },
  },
  {
    ...share,
    id: 'badCalledBackRate',
    formula: 'called back ≤ 15 working days ÷ due',
    name: { zh: '差评按时回访率', en: 'Bad ratings called back in time' },
    definition: {
      zh: '自评价次日起15个工作日的期限在本期内届满的差评中，期限内已回访核实的比例。',
      en: 'Of the bad ratings whose 15 working days, begun on the next day, ended in the period: called back by then.',
    },
  },
  {
    ...share,
    id: 'badRectifiedRate',
    formula: 'rectified ≤ 15 working days ÷ due',
    name: { zh: '差评按时整改率', en: 'Bad ratings rectified in time' },
    definition: {
      zh: '自评价次日起15个工作日的期限在本期内届满的差评中，期限内已整改的比例。',
      en: 'Of the bad ratings whose 15 working days, begun on the next day, ended in the period: rectified by then.',
    },
  },
] as const satisfies readonly Indicator[];
