import { fieldChanges } from '#contract/fieldChanges';
import type { Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import type { AuditEntry } from '../access/audit.ts';
import type { DocumentPlan } from './planImport.ts';

const longest = 500;

/**
 * What the audit tells of changed records, field by field before and after; a new record's revision tells of it. The
 * days of calendars are told of by whoever changes them.
 */
export function changeEntries(plan: DocumentPlan, actor: string, now: Instant): AuditEntry[] {
  return (['regions', 'departmentKinds', 'departments', 'items'] as const).flatMap((kind) =>
    plan[kind].written.flatMap(({ before, row }) => {
      if (before === undefined) return [];
      const changes = fieldChanges(before, row).map(({ field, before: was, after: is }) => [
        field,
        [valueText(was), valueText(is)],
      ]);
      return [
        {
          at: now,
          actor,
          action: 'catalogue.changed',
          subject: { kind: 'catalogue', id: `${kind}/${row.code}` },
          detail: Object.fromEntries(changes),
        },
      ];
    }),
  );
}

function valueText(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return (
    typeof value === 'string' ? value : isLimit(value) ? limitText(value) : JSON.stringify(value)
  ).slice(0, longest);
}

const isLimit = (value: unknown): value is Limit =>
  typeof value === 'object' && value !== null && 'value' in value && 'unit' in value;

const limitText = ({ value, unit }: Limit): string => `${value} ${unit}`;
