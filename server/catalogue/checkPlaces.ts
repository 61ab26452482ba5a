import type { CatalogueDocument } from '#contract/catalogueSchema';
import type { DocumentFault } from './documentFault.ts';
import { repeatedCodes } from './repeatedCodes.ts';
import type { RecordedCatalogue } from './recordedCatalogue.ts';

interface Placed {
  code: string;
  parent?: string | null;
}

const unknown = {
  region: 'unknown_region',
  department: 'unknown_department',
  'department kind': 'unknown_kind',
} as const;

/** Regions, kinds and departments: codes once each, and everything they name known here or in the database. */
export function checkPlaces(document: CatalogueDocument, recorded: RecordedCatalogue): DocumentFault[] {
  const faults: DocumentFault[] = [
    ...repeatedCodes('regions', document.regions),
    ...repeatedCodes('departmentKinds', document.departmentKinds),
    ...repeatedCodes('departments', document.departments),
  ];
  const regions = new Set([...recorded.regions.keys(), ...document.regions.map((r) => r.code)]);
  const kinds = new Set([...recorded.departmentKinds.keys(), ...document.departmentKinds.map((k) => k.code)]);
  const departments = new Set([...recorded.departments.keys(), ...document.departments.map((d) => d.code)]);
  const known = (
    codes: ReadonlySet<string>,
    code: string | null | undefined,
    path: string,
    what: keyof typeof unknown,
  ): void => {
    if (code == null || codes.has(code)) return;
    faults.push({
      path,
      message: `${what} ${code} is neither in this document nor in the catalogue; add it`,
      code: unknown[what],
      values: { code },
    });
  };

  document.regions.forEach((region, row) => {
    known(regions, region.parent, `regions[${row}].parent`, 'region');
    region.overlaps.forEach((code, at) => known(regions, code, `regions[${row}].overlaps[${at}]`, 'region'));
  });
  document.departments.forEach((department, row) => {
    known(regions, department.region, `departments[${row}].region`, 'region');
    known(kinds, department.kind, `departments[${row}].kind`, 'department kind');
    known(departments, department.parent, `departments[${row}].parent`, 'department');
  });
  return [
    ...faults,
    ...cycles('regions', document.regions, (code) => recorded.regions.get(code)?.at(-1)?.parent),
    ...cycles('departments', document.departments, (code) => recorded.departments.get(code)?.at(-1)?.parent),
  ];
}

/** Rows whose chain of parents, as it stands after the import, comes back to themselves. */
function cycles(
  kind: string,
  rows: readonly Placed[],
  recordedParent: (code: string) => string | null | undefined,
): DocumentFault[] {
  const given = new Map(rows.map((row) => [row.code, row.parent]));
  const parentOf = (code: string) => (given.has(code) ? given.get(code) : recordedParent(code));
  return rows.flatMap(({ code }, row) => {
    const chain = [code];
    for (let at = parentOf(code); at != null && !chain.includes(at); at = parentOf(at)) chain.push(at);
    if (parentOf(chain.at(-1) ?? code) !== code) return [];
    return [
      {
        path: `${kind}[${row}].parent`,
        message: `${[...chain, code].join(' → ')} goes in a circle; name another parent`,
        code: 'circle',
        values: { chain: [...chain, code].join(' → ') },
      },
    ];
  });
}
