import type { handlings } from '#contract/item';
import type { limitUnits } from '#contract/limit';
import type { Language } from '#contract/wording/language';

export interface Column {
  /** As the JSON document names it, and the header of an English table. */
  field: string;
  /** The header of a Chinese table. */
  zh: string;
  kind: 'text' | 'whole' | 'number' | 'yesNo' | 'list' | 'tile' | 'day' | 'itemType' | Words;
  /** Without it a row says nothing. */
  key?: true;
}

/** Values with their Chinese words; both are read. */
export type Words = Readonly<Record<string, string>>;

export interface Table {
  /** Name of its file, without `.csv`. */
  name: string;
  zh: string;
  columns: readonly Column[];
}

const regionKinds: Words = { division: '行政区', zone: '功能区', city: '市级' };
const handlingWords: Words = { instant: '即办件', promised: '承诺件', auto: '秒批' } satisfies Record<
  (typeof handlings)[number],
  string
>;
const unitWords: Words = {
  workday: '工作日',
  calendar_day: '自然日',
  month: '月',
  work_hour: '工作小时',
  minute: '分钟',
} satisfies Record<(typeof limitUnits)[number], string>;

const code: Column = { field: 'code', zh: '代码', kind: 'text', key: true };
const name: Column = { field: 'name', zh: '名称', kind: 'text' };
const shortName: Column = { field: 'shortName', zh: '简称', kind: 'text' };
const order: Column = { field: 'order', zh: '顺序', kind: 'whole' };
const calendar: Column = { field: 'calendar', zh: '日历', kind: 'text' };
const provisional: Column = { field: 'provisional', zh: '待完善', kind: 'yesNo' };

/** The tables of a catalogue, a file each, in the order in which one needs the other. */
export const tables = {
  regions: {
    name: 'regions',
    zh: '地区',
    columns: [
      code,
      name,
      shortName,
      { field: 'parent', zh: '上级地区', kind: 'text' },
      { field: 'kind', zh: '类别', kind: regionKinds },
      { field: 'overlaps', zh: '重叠地区', kind: 'list' },
      { field: 'tile', zh: '方格位置', kind: 'tile' },
      { field: 'group', zh: '分组', kind: 'text' },
      order,
      calendar,
      provisional,
    ],
  },
  departmentKinds: {
    name: 'department-kinds',
    zh: '部门类别',
    columns: [code, name, shortName, order],
  },
  departments: {
    name: 'departments',
    zh: '部门',
    columns: [
      code,
      name,
      shortName,
      { field: 'region', zh: '地区', kind: 'text' },
      { field: 'kind', zh: '部门类别', kind: 'text' },
      { field: 'parent', zh: '上级部门', kind: 'text' },
      { field: 'phone', zh: '电话', kind: 'text' },
      calendar,
      provisional,
    ],
  },
  items: {
    name: 'items',
    zh: '事项',
    columns: [
      code,
      name,
      shortName,
      { field: 'type', zh: '事项类型', kind: 'itemType' },
      { field: 'handling', zh: '办理类型', kind: handlingWords },
      { field: 'statutoryLimit', zh: '法定时限', kind: 'number' },
      { field: 'statutoryUnit', zh: '法定时限单位', kind: unitWords },
      { field: 'legalBasis', zh: '法律依据', kind: 'text' },
      { field: 'promisedLimit', zh: '承诺时限', kind: 'number' },
      { field: 'promisedUnit', zh: '承诺时限单位', kind: unitWords },
      { field: 'floorMinutes', zh: '最短合理时长（分钟）', kind: 'number' },
      { field: 'visits', zh: '到场次数', kind: 'whole' },
      { field: 'onlineDepth', zh: '网办深度', kind: 'whole' },
      { field: 'fee', zh: '收费', kind: 'number' },
      calendar,
      { field: 'deemedAcceptance', zh: '逾期视为受理', kind: 'yesNo' },
      { field: 'validFrom', zh: '生效日期', kind: 'day' },
      { field: 'approvedBy', zh: '批准人', kind: 'text' },
      { field: 'approvedAt', zh: '批准时间', kind: 'text' },
      { field: 'reason', zh: '理由', kind: 'text' },
      provisional,
    ],
  },
  steps: {
    name: 'steps',
    zh: '环节',
    columns: [
      { field: 'item', zh: '事项代码', kind: 'text', key: true },
      { field: 'validFrom', zh: '生效日期', kind: 'day' },
      { field: 'step', zh: '环节', kind: 'text', key: true },
      { field: 'required', zh: '必经', kind: 'yesNo' },
      { field: 'limit', zh: '环节时限', kind: 'number' },
      { field: 'limitUnit', zh: '环节时限单位', kind: unitWords },
      { field: 'separateHandler', zh: '须另一人办理', kind: 'yesNo' },
      { field: 'aliases', zh: '别名', kind: 'list' },
      { field: 'satisfiedBy', zh: '对应事件', kind: 'list' },
    ],
  },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
export const tableNames = ['regions', 'departmentKinds', 'departments', 'items', 'steps'] as const;

export const headerOf = (column: Column, language: Language): string =>
  language === 'zh' ? column.zh : column.field;
