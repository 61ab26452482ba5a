import type { Figure, IndicatorUnit } from '#contract/reports/indicator';
import type { Dimension, ReportSnapshot } from '#contract/reports/snapshot';
import { csvLine } from '../../http/csvLine.ts';
import { paperOf, type DocumentSetting } from '../documents/paper.ts';

/** With it Excel reads the file as UTF-8. */
const byteOrderMark = '\ufeff';

type Words = Record<'columns', readonly string[]> & {
  by: Record<Dimension, string>;
  unit: Record<IndicatorUnit, string>;
};
const words: Record<DocumentSetting['language'], Words> = {
  zh: {
    columns: [
      '期间',
      '分类',
      '代码',
      '名称',
      '指标代码',
      '指标',
      '单位',
      '数值',
      '样本',
      '其中',
      '上期数值',
      '上期样本',
      '上年同期数值',
      '上年同期样本',
    ],
    by: {
      all: '总体',
      region: '区县',
      department: '部门',
      item: '事项',
      itemType: '事项类型',
      channel: '渠道',
      level: '层级',
    },
    unit: {
      cases: '件',
      items: '项',
      flags: '条',
      share: '比率（1为全部）',
      workdays: '工作日',
      perThousand: '条/千件',
    },
  },
  en: {
    columns: [
      'Period',
      'By',
      'Code',
      'Name',
      'Figure code',
      'Figure',
      'Unit',
      'Value',
      'n',
      'Hits',
      'Previous value',
      'Previous n',
      'Last year value',
      'Last year n',
    ],
    by: {
      all: 'Whole',
      region: 'Region',
      department: 'Department',
      item: 'Item',
      itemType: 'Item type',
      channel: 'Channel',
      level: 'Level',
    },
    unit: {
      cases: 'cases',
      items: 'items',
      flags: 'flags',
      share: 'share (1 is all)',
      workdays: 'working days',
      perThousand: 'per 1,000',
    },
  },
};

/**
 * Every figure of a report as a line of its own (RFC 4180, with a byte order mark), as it is: neither rounded nor in per
 * cent. Figures of a period that nothing is compared with are left out.
 */
export function csvReport(snapshot: ReportSnapshot, setting: DocumentSetting): Buffer {
  const paper = paperOf(snapshot, setting);
  const said = words[setting.language];
  const lines = snapshot.figures.flatMap(({ by, code, figures }) =>
    snapshot.indicators.flatMap(({ id, name, unit }) => {
      if (!figures[id]) return [];
      const observed = paper.figure(by, code, id);
      const earlier = (['previous', 'lastYear'] as const).flatMap((other) =>
        valueOf(paper.since[other] === null ? observed?.[other] : null),
      );
      return csvLine([
        snapshot.period.period,
        said.by[by],
        code,
        paper.name(by, code),
        id,
        name[setting.language],
        said.unit[unit],
        ...valueOf(observed?.now),
        observed?.now.hits ?? null,
        ...earlier,
      ]);
    }),
  );
  return Buffer.from(byteOrderMark + csvLine(said.columns) + lines.join(''));
}

const valueOf = (figure: Figure | null | undefined): [number | null, number | null] => [
  figure?.value ?? null,
  figure?.n ?? null,
];
