import type { IndicatorUnit } from './indicator.ts';
import type { ReportChart } from './reportChart.ts';

/** Points at a figure of the snapshot, so that a reader gets from a number to its cases. */
export interface FigureRef {
  by: string;
  code: string;
  indicator: string;
}

/** 环比 with the period before, 同比 with the same one of last year. */
export type ComparedWith = 'previous' | 'lastYear';

/** What a sentence of growth or fall rests on, so that its words can be checked. */
export interface Comparison {
  with: ComparedWith;
  unit: IndicatorUnit;
  now: number | null;
  then: number | null;
}

export interface Run {
  text: string;
  figure?: FigureRef;
  compares?: Comparison;
  /** Of a share: what it was observed on. */
  share?: { n: number; hits: number | null };
  bold?: boolean;
}

/** How a column's values are typed in a spreadsheet and set in a table. A `share` is 0…1 and printed as per cent. */
export type ColumnKind =
  | 'text'
  | 'count'
  | 'decimal'
  | 'share'
  /** A difference of shares, printed as percentage points with its sign. */
  | 'points'
  /** A relative change, printed as per cent with its sign. */
  | 'change'
  | 'rank'
  | 'day'
  /** Two shares, printed as `99.68 ~ 99.88`. */
  | 'interval';

export interface Column {
  key: string;
  header: string;
  /** The upper of two levels; neighbours with the same one share a cell. */
  group?: string;
  kind: ColumnKind;
  decimals?: number;
  compares?: ComparedWith;
  /** Of a share: the key of the column with its n. */
  n?: string;
  /** Relative width. */
  width: number;
}

export type CellValue = string | number | readonly [number, number] | null;
export interface Cell {
  value: CellValue;
  figure?: FigureRef;
}
export interface TableRow {
  cells: readonly Cell[];
  /** Grey: listed and not ranked. `gap`: one cell over all columns, as "第5名至第37名见附表1". */
  tone?: 'muted' | 'red' | 'gap';
}

/** Rows that follow each other, by their place, `to` exclusive. */
export interface RowsLeftOut {
  from: number;
  to: number;
  /** What stands in their place: how many they are, and that a spreadsheet has them. */
  gap: string;
}

export interface ReportTable {
  /** Unique in the document; a spreadsheet's sheet is named by `sheet`, up to 31 characters. */
  id: string;
  sheet: string;
  caption: string;
  columns: readonly Column[];
  rows: readonly TableRow[];
  /** What paper and screens do not show of a table that nobody would read; in order. A spreadsheet has every row. */
  leftOut?: readonly RowsLeftOut[];
  notes: readonly string[];
}

export type Block =
  /** 一、 （一） 1. are part of the text. */
  | { kind: 'heading'; level: 1 | 2 | 3; text: string }
  | { kind: 'paragraph'; runs: readonly Run[] }
  | { kind: 'table'; table: ReportTable }
  | { kind: 'chart'; chart: ReportChart }
  | { kind: 'note'; text: string };

/** 红头: the red head of an official paper. */
export interface Masthead {
  title: string;
  /** `2026年第9期（总第21期）`; '' while it is a draft. */
  number: string;
  office: string;
  /** `2026年10月13日`. */
  date: string;
}

/** A report in one language, before any file format. Renderers add no words but page numbers. */
export interface ReportDocument {
  language: 'zh' | 'en';
  /** File name without ending. */
  fileName: string;
  masthead: Masthead | null;
  /** `征求意见稿` on every page; null once it is issued. */
  watermark: string | null;
  title: string;
  /** `各区县（自治县）人民政府，市级各部门：`; null where there is none. */
  addressee: string | null;
  blocks: readonly Block[];
  /** After the text, each from a new page: tables, definitions, corrections. */
  annexes: readonly { title: string; blocks: readonly Block[] }[];
  signature: { office: string; date: string } | null;
  /** Period, as-of, hash of the snapshot: in the imprint at the end and in the files' properties. */
  imprint: readonly string[];
}
