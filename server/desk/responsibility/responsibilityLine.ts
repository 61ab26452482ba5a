import { maskName } from '#contract/maskName';
import type { ResponsibilityLine } from '#contract/responsibilitySchema';
import type { Catalogue } from '../../catalogue/catalogue.ts';
import type { ResponsibilityFilter, ResponsibilityRow } from './responsibilityStore.ts';

/** A row as it is answered: the source by its name, names of handlers masked. */
export function responsibilityLine(
  by: ResponsibilityFilter['by'],
  catalogue: Catalogue,
): (row: ResponsibilityRow) => ResponsibilityLine {
  const nameOf = ({ code, handlerName }: ResponsibilityRow): string | null => {
    switch (by) {
      case 'handler':
        return handlerName === null ? null : maskName(handlerName);
      case 'department':
        return catalogue.department(code)?.name ?? null;
      case 'item':
        return catalogue.newestItem(code)?.name ?? null;
    }
  };
  const codeOf = (code: string): string => {
    const [source, handler] = [code.slice(0, code.indexOf('/')), code.slice(code.indexOf('/') + 1)];
    return by === 'handler' ? `${catalogue.sourceById(Number(source))?.name ?? source}/${handler}` : code;
  };
  return (row) => ({
    code: row.code === '' ? null : codeOf(row.code),
    name: nameOf(row),
    outcomes: row.outcomes,
    held: row.held,
    firstAsked: row.firstAsked,
    red: row.red,
    cases: row.cases,
    worked: row.worked,
  });
}
