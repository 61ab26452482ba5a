import type { Report } from '../../api/reports.ts';

/** Whether there is something to read and to download. */
export const hasDocument = ({ status }: Pick<Report, 'status'>): boolean =>
  status === 'draft' || status === 'appealing' || status === 'issued';
