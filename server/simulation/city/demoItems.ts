import type { ItemInput } from './catalogueInput.ts';
import { businessItems } from './businessItems.ts';
import { officeKinds } from './departmentKinds.ts';
import type { ItemRow } from './itemRows.ts';
import { landItems } from './landItems.ts';
import { peopleItems } from './peopleItems.ts';

export type DemoItem = ItemInput & { kind: string };

const rowsOf: Record<string, ItemRow[]> = { ...peopleItems, ...businessItems, ...landItems };
const padded = (n: number): string => String(n).padStart(3, '0');

/** Every item with the kind of office that handles it. Codes read `type-office-number`, as 01-017-004. */
export const demoItems: readonly DemoItem[] = officeKinds.flatMap((kind, k) =>
  (rowsOf[kind.code] ?? []).map(({ extra, ...row }, n) => ({
    ...row,
    // a public service costs nothing unless its table says so
    ...(row.type === '20' ? { fee: 0 } : {}),
    ...extra,
    code: `${row.type}-${padded(k + 1)}-${padded(n + 1)}`,
    validFrom: '2025-01-01',
    kind: kind.code,
  })),
);

const byKind = new Map<string, DemoItem[]>();
for (const item of demoItems) byKind.set(item.kind, [...(byKind.get(item.kind) ?? []), item]);

/** What an office of this kind handles. */
export function itemsOfKind(kind: string): readonly DemoItem[] {
  return byKind.get(kind) ?? [];
}
