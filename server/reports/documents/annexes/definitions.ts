import type { Indicator } from '#contract/reports/indicator';
import type { Annex } from '../annex.ts';
import type { Paper } from '../paper.ts';

const words = {
  zh: {
    caption: '指标说明',
    sheet: '指标说明',
    columns: ['指标', '定义', '公式', '单位', '最少样本', '版本'],
    unit: {
      cases: '件',
      items: '项',
      flags: '条',
      share: '%',
      workdays: '工作日',
      perThousand: '条/千件',
    },
    notes: [
      '注：少于最少样本的，列出但不排名、不比较。比率之差按百分点计，件数之差按百分比计，均按未取整的数计算后取整一次。',
      '比率不到100%的不进为100%，大于0的不舍为0。',
    ],
  },
  en: {
    caption: 'Definitions of the figures',
    sheet: 'Definitions',
    columns: ['Figure', 'Definition', 'Formula', 'Unit', 'Least n', 'Version'],
    unit: {
      cases: 'cases',
      items: 'items',
      flags: 'flags',
      share: '%',
      workdays: 'working days',
      perThousand: 'per 1,000',
    },
    notes: [
      'Below the least n a figure is shown, and neither ranked nor compared. Shares differ by percentage points, counts by per cent; differences are taken before rounding, and rounded once.',
      'A share under 100% is never rounded up to it, and one above 0 never down to it.',
    ],
  },
};

/** What each figure of the snapshot means, as it was defined when it was taken. */
export function definitions(paper: Paper): Annex {
  const { language } = paper.tongue;
  const said = words[language];
  const [name = '', meaning = '', formula = '', unit = '', least = '', version = ''] = said.columns;
  return {
    id: 'definitions',
    blocks: [
      {
        kind: 'table',
        table: {
          id: 'definitions',
          sheet: said.sheet,
          caption: said.caption,
          columns: [
            { key: 'name', header: name, kind: 'text', width: 14 },
            { key: 'definition', header: meaning, kind: 'text', width: 44 },
            { key: 'formula', header: formula, kind: 'text', width: 20 },
            { key: 'unit', header: unit, kind: 'text', width: 8 },
            { key: 'least', header: least, kind: 'count', width: 8 },
            { key: 'version', header: version, kind: 'count', width: 6 },
          ],
          rows: paper.snapshot.indicators.map((indicator: Indicator) => ({
            cells: [
              { value: indicator.name[language] },
              { value: indicator.definition[language] },
              { value: indicator.formula },
              { value: said.unit[indicator.unit] },
              { value: indicator.least },
              { value: indicator.version },
            ],
          })),
          notes: said.notes,
        },
      },
    ],
  };
}
