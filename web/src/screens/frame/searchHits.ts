import type { RouteLocationRaw } from 'vue-router';
import type { SearchAnswer } from '../../api/search.ts';

export interface Hit {
  kind: 'case' | 'applicant' | 'item' | 'department';
  code: string;
  title: string;
  detail: string;
  to: RouteLocationRaw;
}

/** What was found as one list: cases open themselves, items and departments the list of their flags. */
export function searchHits(found: SearchAnswer, nameOfItem: (code: string | null) => string): Hit[] {
  const cases = (kind: 'case' | 'applicant', rows: SearchAnswer['cases']): Hit[] =>
    rows.map(({ caseId, item }) => ({
      kind,
      code: caseId,
      title: caseId,
      detail: nameOfItem(item),
      to: `/cases/${encodeURIComponent(caseId)}`,
    }));
  const lists = (kind: 'item' | 'department', rows: SearchAnswer['items']): Hit[] =>
    rows.map(({ code, name }) => ({
      kind,
      code,
      title: name,
      detail: code,
      to: { path: '/', query: { [kind]: code } },
    }));
  return [
    ...cases('applicant', found.applicant ?? []),
    ...cases('case', found.cases),
    ...lists('department', found.departments),
    ...lists('item', found.items),
  ];
}
