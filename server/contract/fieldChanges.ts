/** One field of a record that is not as it was; undefined: it has, or had, no value. */
export interface FieldChange {
  field: string;
  before?: unknown;
  after?: unknown;
}

/** Facts about a version that are no part of what it says. */
const apart: ReadonlySet<string> = new Set(['revision', 'code']);
/** Who approved a version approved no other: that the next one has none is no change. */
const approvals: ReadonlySet<string> = new Set(['approvedBy', 'approvedAt', 'reason']);

/**
 * What a version of a record says that the one before it did not, field by field; a new record has no version before.
 * An empty value is as good as none: `null`, `[]` and `''` make no change.
 */
export function fieldChanges(before: object | undefined, after: object): FieldChange[] {
  const [was, is] = [contentOf(before ?? {}), contentOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field) => {
    const [old, now] = [was.get(field), is.get(field)];
    if (canonical(old) === canonical(now) || (now === undefined && approvals.has(field))) return [];
    return [
      { field, ...(old === undefined ? {} : { before: old }), ...(now === undefined ? {} : { after: now }) },
    ];
  });
}

function contentOf(record: object): Map<string, unknown> {
  return new Map(
    Object.entries(record).filter(([field, value]) => !apart.has(field) && !isEmpty(field, value)),
  );
}

const isEmpty = (field: string, value: unknown): boolean =>
  value == null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (field === 'provisional' && value === false);

/** As JSON with sorted keys: the order in which a database keeps them says nothing. */
function canonical(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
