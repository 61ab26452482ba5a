import type { Indicator } from '../indicator.ts';
import { perThousand, share } from './ratios.ts';

const flags = { version: 1, unit: 'flags', least: 1, decimals: 0 } as const;

/** What the rules raised, how it was judged and followed up. */
export const supervision = [
  {
    ...flags,
    id: 'flagged',
    better: 'none',
    formula: 'Σ query + yellow + red',
    name: { zh: '疑点数', en: 'Flags' },
    definition: {
      zh: '发生时间在本期内的核实、黄牌、红牌；同一办件超法定的不再计超承诺；历史数据的存档疑点不计。',
      en: 'Queries, yellow and red flags by their decisive instant. A broken law stands for the broken promise of the same case; archived ones of historical data are left out.',
    },
  },
  {
    ...flags,
    id: 'confirmed',
    better: 'lower',
    formula: 'Σ confirmed',
    name: { zh: '确认问题数', en: 'Confirmed' },
    definition: {
      zh: '其中经核实确认（含逾期未答复自动确认）且无未决申诉的，不含数据问题。',
      en: 'Of these: confirmed, by a verdict or by silence, with no appeal pending; faults of the data apart.',
    },
  },
  {
    ...perThousand,
    id: 'confirmedPerThousand',
    formula: '1000 × confirmed ÷ concluded',
    name: { zh: '每千件确认问题', en: 'Confirmed per 1,000' },
    definition: {
      zh: '确认问题数，按每千件办结计。',
      en: 'Confirmed flags per 1,000 cases concluded in the period.',
    },
  },
  {
    ...flags,
    id: 'refuted',
    better: 'none',
    formula: 'Σ excused',
    name: { zh: '排除疑点数', en: 'Refuted' },
    definition: {
      zh: '其中经认定属客观原因、误报、批准豁免或申诉成立的。',
      en: 'Of these: objective causes, false alarms, exemptions and appeals won.',
    },
  },
  {
    ...flags,
    id: 'undecided',
    better: 'lower',
    formula: 'Σ undecided',
    name: { zh: '待核实疑点数', en: 'Undecided' },
    definition: {
      zh: '其中截至统计时点尚未作出认定的。',
      en: 'Of these: not judged by the time of the report.',
    },
  },
  {
    ...flags,
    id: 'contested',
    better: 'none',
    formula: 'Σ contested',
    name: { zh: '申诉未决数', en: 'Contested' },
    definition: {
      zh: '其中已提出申诉、截至统计时点尚未决定的，不计入确认问题。',
      en: 'Of these: an appeal was not decided by the time of the report. They do not count as confirmed.',
    },
  },
  {
    ...share,
    id: 'repliedInTimeRate',
    formula: 'replied ≤ due ÷ due',
    name: { zh: '按时答复率', en: 'Replied in time' },
    definition: {
      zh: '答复期限在本期内到期的交办疑点中，按期答复的比例；撤回的不计入。',
      en: 'Of the flags whose reply limit ended in the period: replied to by then. Withdrawn ones are left out.',
    },
  },
  {
    ...share,
    id: 'rectifiedInTimeRate',
    formula: 'rectified ≤ due ÷ due',
    name: { zh: '按时整改率', en: 'Rectified in time' },
    definition: {
      zh: '整改期限在本期内到期的确认问题中，按期提交整改且未被退回的比例。',
      en: 'Of the confirmed findings whose rectification was due in the period: reported by then and not sent back.',
    },
  },
  {
    version: 1,
    unit: 'workdays',
    better: 'lower',
    least: 30,
    decimals: 1,
    id: 'daysToClose',
    formula: 'Σ(closed − raised) ÷ n',
    name: { zh: '平均销号用时', en: 'Days to close' },
    definition: {
      zh: '本期销号的问题，自发现次日至销号当日的平均工作日数。',
      en: 'Of the findings closed in the period: working days from the day after they were raised to the day of closure, on average.',
    },
  },
  {
    ...flags,
    id: 'appealed',
    better: 'none',
    formula: 'Σ appealed',
    name: { zh: '申诉数', en: 'Appeals' },
    definition: { zh: '本期提出的申诉。', en: 'Appeals made in the period.' },
  },
  {
    ...flags,
    id: 'appealsWon',
    better: 'none',
    formula: 'Σ withdrawn on appeal',
    name: { zh: '申诉成立数', en: 'Appeals won' },
    definition: {
      zh: '本期决定的申诉中，撤销疑点的。',
      en: 'Of the appeals decided in the period: those on which the flag was withdrawn.',
    },
  },
] as const satisfies readonly Indicator[];
