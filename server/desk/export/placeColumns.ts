import type { Catalogue } from '../../catalogue/catalogue.ts';
import { exportWords, type ExportLanguage } from './exportWords.ts';
import type { Cell, Sheet } from './sheet.ts';

interface Placed {
  region: string | null;
  department: string | null;
  item: string | null;
}

/** Where something is and of which item, each by its code and its name: the same columns in every sheet. */
export function placeColumns(
  catalogue: Catalogue,
  language: ExportLanguage,
): { columns: Sheet['columns']; cellsOf: (row: Placed) => Cell[] } {
  const words = exportWords[language];
  return {
    columns: [
      { title: words.region, width: 11 },
      { title: words.regionName, width: 16 },
      { title: words.department, width: 14 },
      { title: words.departmentName, width: 28 },
      { title: words.item, width: 14 },
      { title: words.itemName, width: 36 },
    ],
    cellsOf: ({ region, department, item }) => [
      region,
      region === null ? null : (catalogue.region(region)?.name ?? null),
      department,
      department === null ? null : (catalogue.department(department)?.name ?? null),
      item,
      item === null ? null : (catalogue.newestItem(item)?.name ?? null),
    ],
  };
}
