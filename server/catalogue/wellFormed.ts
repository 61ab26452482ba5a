import type { z } from 'zod';
import { catalogueSchema, type CatalogueDocument } from '#contract/catalogueSchema';
import type { DocumentFault } from './documentFault.ts';

/**
 * The records of a document that are well-formed although others are not, so that whoever mends it hears of all faults
 * at once. `placed` puts a fault in them where its record stands in the whole document, and drops it where it only
 * follows from a record that was left out. Undefined where not even the lists are lists.
 */
export function wellFormed(
  document: unknown,
  { issues }: z.ZodError,
): { document: CatalogueDocument; placed: (fault: DocumentFault) => DocumentFault[] } | undefined {
  if (typeof document !== 'object' || document === null) return undefined;
  const faulty = new Set(issues.map(({ path: [kind, row] }) => `${String(kind)} ${String(row)}`));
  const rows = new Map<string, number[]>();
  const leftOut = new Set<unknown>();
  const kept = Object.entries(document).map(([kind, records]: [string, unknown]): [string, unknown] => {
    if (!Array.isArray(records)) return [kind, records];
    const all: unknown[] = records;
    const good = all.map((_, row) => row).filter((row) => !faulty.has(`${kind} ${row}`));
    for (const record of all.filter((_, row) => faulty.has(`${kind} ${row}`))) leftOut.add(codeOf(record));
    rows.set(kind, good);
    return [kind, good.map((row) => all[row])];
  });
  const parsed = catalogueSchema.safeParse(Object.fromEntries(kept));
  if (!parsed.success) return undefined;
  return {
    document: parsed.data,
    placed(fault) {
      if (leftOut.has(fault.values?.['code'])) return [];
      const path = fault.path.replace(
        /^(\w+)\[(\d+)\]/,
        (_, kind: string, row: string) => `${kind}[${rows.get(kind)?.[Number(row)] ?? row}]`,
      );
      return [{ ...fault, path }];
    },
  };
}

const codeOf = (record: unknown): unknown =>
  typeof record === 'object' && record !== null && 'code' in record ? record.code : undefined;
