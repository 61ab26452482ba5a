import { codeName } from '#contract/reports/codeNames';
import type { FigureRef } from '#contract/reports/reportDocument';
import type { Language } from '#contract/wording/language';

type Translate = (key: string) => string;
interface Named {
  region: (code: string) => string;
  department: (code: string) => string;
  item: (code: string) => string;
}

/** What a figure is of: the whole, or the place, item or group by its name, its code where it has none here. */
export function placeOfFigure(
  { by, code }: Pick<FigureRef, 'by' | 'code'>,
  names: Named,
  t: Translate,
  language: Language,
): string {
  switch (by) {
    case 'all':
      return t('reports.whole');
    case 'region':
    case 'department':
    case 'item':
      return names[by](code);
    case 'itemType':
    case 'channel':
    case 'level':
      return codeName(by, code, language);
    default:
      return code;
  }
}
