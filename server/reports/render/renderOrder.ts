import type { ReportFormat } from '#contract/reports/reportKind';
import type { DocumentSetting } from '../documents/paper.ts';

/** What is printed, as it goes to the process that prints it. */
export interface RenderOrder {
  /** JSON of a ReportSnapshot. */
  snapshot: string;
  setting: DocumentSetting;
  format: Exclude<ReportFormat, 'json'>;
  /** Of the report's page, whose figures open their cases; null: nobody knows where people reach the desk. */
  address: string | null;
  /** A unit's own docx with placeholders. */
  template: Buffer | null;
}

export interface RenderedFile {
  file: Buffer;
  /** Characters that the shipped font has not: printed as 〓. */
  missing: string[];
  /** Of a template: placeholders that the report did not fill, and parts of it without one. */
  unknown: string[];
  unused: string[];
}

export type Render = (order: RenderOrder) => Promise<RenderedFile>;
