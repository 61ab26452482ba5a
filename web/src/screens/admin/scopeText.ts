interface Named {
  region: (code: string) => string;
  department: (code: string) => string;
}

/** Where somebody may look: the names of the places they are limited to; empty for everywhere. */
export function scopeText(
  { region, department }: { region: string | null; department: string | null },
  names: Named,
): string {
  return [
    ...(region === null ? [] : [names.region(region)]),
    ...(department === null ? [] : [names.department(department)]),
  ].join(' · ');
}
