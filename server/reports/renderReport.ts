import type { FigureRef, ReportDocument } from '#contract/reports/reportDocument';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { chartImages } from './charts/chartImages.ts';
import { csvReport } from './csv/csvReport.ts';
import { documentOf } from './documents/documentOf.ts';
import { docxFile } from './docx/docxFile.ts';
import { fillTemplate } from './docx/fillTemplate.ts';
import type { FigureAddress } from './docx/textRuns.ts';
import { reportFonts } from './fonts/reportFonts.ts';
import { htmlFile } from './html/htmlFile.ts';
import { pdfFile } from './pdf/pdfFile.ts';
import type { RenderedFile, RenderOrder } from './render/renderOrder.ts';
import { xlsxReport } from './xlsx/xlsxReport.ts';

/**
 * Prints a report, in this process: a server has it done by another (`startPrinter`).
 * @param fontsDir of a unit's own fonts; null: the shipped one
 * @throws Problem for a sentence that the language guard refuses, a template that is none, a font that is none
 */
export async function renderReport(order: RenderOrder, fontsDir: string | null): Promise<RenderedFile> {
  const snapshot: ReportSnapshot = JSON.parse(order.snapshot);
  const { format, setting } = order;
  const file =
    format === 'csv'
      ? { file: csvReport(snapshot, setting) }
      : await printed(documentOf(snapshot, setting), { ...order, format }, fontsDir);
  return { missing: [], unknown: [], unused: [], ...file };
}

type Printed = Pick<RenderOrder, 'template' | 'address'> & { format: Exclude<RenderOrder['format'], 'csv'> };

async function printed(
  document: ReportDocument,
  { format, template, address }: Printed,
  fontsDir: string | null,
): Promise<Pick<RenderedFile, 'file'> & Partial<RenderedFile>> {
  const addressOf: FigureAddress | undefined =
    address === null ? undefined : (figure) => `${address}?figure=${encodeURIComponent(nameOf(figure))}`;
  if (format === 'xlsx') return { file: await xlsxReport(document, addressOf) };
  const fonts = reportFonts(fontsDir);
  const images = await chartImages(document, fonts);
  switch (format) {
    case 'docx':
      return template === null
        ? { file: await docxFile(document, images, addressOf) }
        : fillTemplate(template, document, images);
    case 'pdf':
      return pdfFile(document, images, fonts, addressOf);
    case 'html':
      return { file: Buffer.from(htmlFile(document, images, addressOf)) };
  }
}

/** As the page of a report reads it. */
const nameOf = ({ by, code, indicator }: FigureRef): string => `${by}:${code}:${indicator}`;
