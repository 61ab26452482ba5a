import type { ColumnGroup } from '../figuresTable.ts';

/** Upper headers of the tables of main figures. */
export const groupHeaders = {
  zh: { volume: '办件量', time: '时限', findings: '疑点核实', followup: '督办整改', service: '服务' },
  en: {
    volume: 'Volume',
    time: 'Timeliness',
    findings: 'Findings',
    followup: 'Follow-up',
    service: 'Service',
  },
} as const;

type Columns = ColumnGroup['columns'];

export const rateColumns: Columns = [
  ['onTimeRate', 'n'],
  ['onTimeRate', 'value'],
  ['onTimeRate', 'previous'],
];
export const timeColumns: Columns = [...rateColumns, ['handlingMean', 'value'], ['overdueOpen', 'value']];
export const findingColumns: Columns = [
  ['flagged', 'value'],
  ['confirmed', 'value'],
  ['confirmedPerThousand', 'value'],
];
