import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ReportRow } from '../store/reportRow.ts';
import { officeDay } from './orderReport.ts';

/** Whether a draft tells of a part of its period alone, which was not over when its figures were taken. */
export const takenEarly = (
  { draftedAt, to }: Pick<ReportRow, 'draftedAt' | 'to'>,
  catalogue: Pick<Catalogue, 'timezone'>,
): boolean => draftedAt !== null && officeDay(catalogue, draftedAt) <= to;
