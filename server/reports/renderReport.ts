import { Problem } from '#contract/problem';
import type { ReportDocument } from '#contract/reports/reportDocument';
import type { ReportSnapshot } from '#contract/reports/snapshot';
import { chartImages } from './charts/chartImages.ts';
import { documentOf } from './documents/documentOf.ts';
import { docxFile } from './docx/docxFile.ts';
import type { RenderedFile, RenderOrder } from './render/renderOrder.ts';
import { xlsxReport } from './xlsx/xlsxReport.ts';

/**
 * Prints a report, in this process: a server has it done by another (`startPrinter`).
 * @throws Problem for a sentence that the language guard refuses, and for a template that is none
 */
export async function renderReport({
  snapshot,
  setting,
  format,
  template,
}: RenderOrder): Promise<RenderedFile> {
  const parsed: ReportSnapshot = JSON.parse(snapshot);
  const document = documentOf(parsed, setting);
  const file = await printed(document, format, template);
  return { missing: [], unknown: [], unused: [], ...file };
}

async function printed(
  document: ReportDocument,
  format: RenderOrder['format'],
  template: Buffer | null,
): Promise<Pick<RenderedFile, 'file'> & Partial<RenderedFile>> {
  if (format === 'xlsx') return { file: await xlsxReport(document) };
  const images = await chartImages(document);
  switch (format) {
    case 'docx':
      return template === null
        ? { file: await docxFile(document, images) }
        : { file: await docxFile(document, images) };
    default:
      throw new Problem('invalid', `A report is not printed as ${String(format)}.`, { path: 'format' });
  }
}
