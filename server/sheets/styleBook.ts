import { escapeXml } from './escapeXml.ts';

export interface CellStyle {
  /** Excel's number format; none: as it comes. */
  format?: string;
  bold?: boolean;
  /** Points. */
  size?: number;
  /** `RRGGBB`, as `fill`. */
  color?: string;
  fill?: string;
  align?: 'left' | 'center' | 'right' | 'centerContinuous';
  vertical?: 'center' | 'top';
  wrap?: boolean;
  /** A thin line round the cell. */
  lined?: boolean;
  underline?: boolean;
}

/** The looks of a workbook's cells: each is written once and named by its number; 0 is the plain one. */
export interface StyleBook {
  idOf(style: CellStyle): number;
  /** `styles.xml`, once all cells are written. */
  xml(): string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const firstOwnFormat = 164;
const line = '<color rgb="FFBFBFBF"/>';
const box = ['left', 'right', 'top', 'bottom']
  .map((side) => `<${side} style="thin">${line}</${side}>`)
  .join('');

export function styleBook(font = 'Calibri'): StyleBook {
  const fonts = listOf<string>();
  const fills = listOf<string>();
  const formats = listOf<string>();
  const looks = listOf<string>();
  const add = (style: CellStyle): number => {
    const fontId = fonts.idOf(fontXml(style, font));
    const fillId = fills.idOf(fillXml(style.fill));
    const formatId = style.format === undefined ? 0 : firstOwnFormat + formats.idOf(style.format);
    return looks.idOf(
      `<xf numFmtId="${formatId}" fontId="${fontId}" fillId="${fillId}" borderId="${style.lined ? 1 : 0}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignmentXml(style)}</xf>`,
    );
  };
  fills.idOf(fillXml(undefined));
  fills.idOf('<fill><patternFill patternType="gray125"/></fill>');
  add({});
  return {
    idOf: add,
    xml: () =>
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${main}">${formats.all.length === 0 ? '' : counted('numFmts', formats.all.map(formatXml))}${counted('fonts', fonts.all)}${counted('fills', fills.all)}<borders count="2"><border/><border>${box}</border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>${counted('cellXfs', looks.all)}</styleSheet>`,
  };
}

const counted = (name: string, parts: readonly string[]): string =>
  `<${name} count="${parts.length}">${parts.join('')}</${name}>`;

const formatXml = (format: string, index: number): string =>
  `<numFmt numFmtId="${firstOwnFormat + index}" formatCode="${escapeXml(format)}"/>`;

const fontXml = ({ bold, size = 11, color, underline }: CellStyle, name: string): string =>
  `<font>${bold ? '<b/>' : ''}${underline ? '<u/>' : ''}<sz val="${size}"/>${color === undefined ? '' : `<color rgb="FF${color}"/>`}<name val="${escapeXml(name)}"/></font>`;

const fillXml = (fill: string | undefined): string =>
  fill === undefined
    ? '<fill><patternFill patternType="none"/></fill>'
    : `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/></patternFill></fill>`;

const alignmentXml = ({ align, vertical = 'center', wrap }: CellStyle): string =>
  `<alignment${align === undefined ? '' : ` horizontal="${align}"`} vertical="${vertical}"${wrap ? ' wrapText="1"' : ''}/>`;

/** Numbers things from 0, equal ones the same. */
function listOf<T>(): { idOf(thing: T): number; all: T[] } {
  const ids = new Map<T, number>();
  const all: T[] = [];
  return {
    all,
    idOf: (thing) => {
      const known = ids.get(thing);
      if (known !== undefined) return known;
      ids.set(thing, all.length);
      return all.push(thing) - 1;
    },
  };
}
