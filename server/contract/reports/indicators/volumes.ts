import type { Indicator } from '../indicator.ts';

const count = { version: 1, unit: 'cases', least: 30, decimals: 0 } as const;

/** How much there was, from the roll-ups, and what was left at the end. */
export const volumes = [
  {
    ...count,
    id: 'submitted',
    better: 'none',
    formula: 'Σ submitted',
    name: { zh: '申请件数', en: 'Submitted' },
    definition: {
      zh: '申请时间在本期内的办件；并联审批计主件一件，按部门统计时计各子件。',
      en: 'Cases submitted in the period. A joint case counts once; by department its children count.',
    },
  },
  {
    ...count,
    id: 'received',
    better: 'none',
    formula: 'Σ received',
    name: { zh: '收件件数', en: 'Received' },
    definition: {
      zh: '收件时间在本期内的办件；并联审批的主件和子件各计一件。',
      en: 'Cases whose materials were received in the period; a joint case and its children count each.',
    },
  },
  {
    ...count,
    id: 'accepted',
    better: 'none',
    formula: 'Σ accepted',
    name: { zh: '受理件数', en: 'Accepted' },
    definition: {
      zh: '受理时间在本期内的办件，视为受理的不计；并联审批的主件和子件各计一件。',
      en: 'Cases that were accepted in the period, deemed acceptances apart; a joint case and its children count each.',
    },
  },
  {
    ...count,
    id: 'concluded',
    better: 'none',
    formula: 'Σ concluded',
    name: { zh: '办结件数', en: 'Concluded' },
    definition: {
      zh: '办结时间在本期内的办件，含不予受理；并联审批计主件一件，按部门统计时计各子件。',
      en: 'Cases that ended in the period, refusals to accept included. A joint case counts once; by department its children count.',
    },
  },
  {
    ...count,
    id: 'inProgress',
    better: 'none',
    formula: 'first event ≤ T < conclusion',
    name: { zh: '期末在办件数', en: 'In progress at the end' },
    definition: {
      zh: '本期末日24时尚未办结的办件；统计时点早于期末的，以统计时点为准；按部门统计时计并联审批各子件。',
      en: 'Cases not yet concluded at 24:00 of the last day, or at the time of the report where that is earlier; by department the children of joint cases count.',
    },
  },
  {
    ...count,
    id: 'overdueOpen',
    better: 'lower',
    formula: 'min(promised, statutory) < T < conclusion',
    name: { zh: '超期未办结件数', en: 'Overdue and open' },
    definition: {
      zh: '期末在办件中，已超过承诺时限或法定时限的办件。',
      en: 'Of those in progress at the end: past their promised or statutory limit.',
    },
  },
  {
    ...count,
    id: 'overdueConcluded',
    better: 'lower',
    formula: 'conclusion > min(promised, statutory)',
    name: { zh: '超期办结件数', en: 'Concluded late' },
    definition: {
      zh: '本期办结的办件中，办结时已超过承诺时限或法定时限的办件；撤回、作废、移送的除外。',
      en: 'Of those concluded in the period: past their promised or statutory limit when they were; withdrawn, voided and transferred ones left out.',
    },
  },
] as const satisfies readonly Indicator[];
