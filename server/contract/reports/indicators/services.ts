import type { Indicator } from '../indicator.ts';
import { perThousand, share } from './ratios.ts';

const items = { version: 1, unit: 'items', better: 'higher', least: 1, decimals: 0 } as const;

/** How people came to their service, and how good the data are. */
export const services = [
  {
    ...share,
    id: 'onlineRate',
    formula: 'submitted online ÷ submitted with a channel',
    name: { zh: '网上申请率', en: 'Online rate' },
    definition: {
      zh: '本期申请的办件中，经网站（web）、移动端（mobile）申请的比例；渠道未报送的不计入。',
      en: 'Of the cases submitted in the period: those through the web or a mobile. Cases without a channel are left out.',
    },
  },
  {
    ...share,
    id: 'fullOnlineRate',
    formula: 'submitted online, depth 4, no visit ÷ submitted with a channel',
    name: { zh: '全程网办率', en: 'Fully online rate' },
    definition: {
      zh: '本期申请的办件中，经线上渠道申请且事项网办深度为四级、到现场次数为零的比例。',
      en: 'Of the cases submitted in the period: online, for items of online depth 4 that need no visit.',
    },
  },
  {
    ...items,
    id: 'noVisitItems',
    formula: 'visits = 0',
    name: { zh: '零跑动事项数', en: 'Items without a visit' },
    definition: {
      zh: '本期有办件且已登记到现场次数的事项中，次数为零的事项。',
      en: 'Of the items that had cases in the period and whose visits are recorded: those without any.',
    },
  },
  {
    ...items,
    id: 'oneVisitItems',
    formula: 'visits ≤ 1',
    name: { zh: '最多跑一次事项数', en: 'Items with at most one visit' },
    definition: {
      zh: '本期有办件且已登记到现场次数的事项中，次数不超过一次的事项。',
      en: 'Of the items that had cases in the period and whose visits are recorded: those with at most one.',
    },
  },
  {
    ...share,
    better: 'lower',
    id: 'quarantinedShare',
    formula: 'quarantined ÷ (accepted + refused)',
    name: { zh: '隔离数据占比', en: 'Quarantined share' },
    definition: {
      zh: '本期各来源报送的数据中，因代码不识别等原因隔离待补的比例；不按地区、部门分列。',
      en: 'Of what all sources sent in the period: set aside for unknown codes or times. Not told by place.',
    },
  },
  {
    ...perThousand,
    id: 'dataFaultsPerThousand',
    formula: '1000 × data faults ÷ concluded',
    name: { zh: '每千件数据问题', en: 'Data faults per 1,000' },
    definition: {
      zh: '本期发生、经核实确认的数据质量问题，按每千件办结计。',
      en: 'Confirmed faults of the data, by their time, per 1,000 cases concluded.',
    },
  },
] as const satisfies readonly Indicator[];
