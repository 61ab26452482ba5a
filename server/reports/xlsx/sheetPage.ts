import type { ReportDocument } from '#contract/reports/reportDocument';
import { columnName } from '../../sheets/columnName.ts';

/** Wider than so many digits a sheet is printed on its side. */
const portraitDigits = 95;
const a4 = 9;

const folio: Readonly<Record<ReportDocument['language'], string>> = {
  zh: '&amp;C第 &amp;P 页 共 &amp;N 页',
  en: '&amp;CPage &amp;P of &amp;N',
};

/** A worksheet's beginning: what stays in view, its columns' widths (digits). */
export function sheetHead(widths: readonly number[], staying?: { rows: number; columns: number }): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${staying === undefined ? '' : pane(staying)}</sheetView></sheetViews><cols>${widths
    .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('')}</cols><sheetData>`;
}

const pane = ({ rows, columns }: { rows: number; columns: number }): string =>
  `<pane xSplit="${columns}" ySplit="${rows}" topLeftCell="${columnName(columns + 1)}${rows + 1}" activePane="bottomRight" state="frozen"/>`;

/** Its end: A4, on its side when wide, all columns on a page, page numbers. */
export const pageXml = (widths: readonly number[], language: ReportDocument['language']): string =>
  `<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.4"/><pageSetup paperSize="${a4}" orientation="${
    widths.reduce((total, width) => total + width, 0) > portraitDigits ? 'landscape' : 'portrait'
  }" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>${folio[language]}</oddFooter></headerFooter>`;
