import { caseEventTypes } from '#contract/caseEvent';
import type { CatalogueDocument, ItemRecord } from '#contract/catalogueSchema';
import type { DocumentFault } from './documentFault.ts';
import { repeatedCodes } from './repeatedCodes.ts';

const eventTypes: ReadonlySet<string> = new Set(caseEventTypes);

/** Items: one record a code and `validFrom`, steps named once, and proved only by events that exist. */
export function checkItems(document: CatalogueDocument): DocumentFault[] {
  return [
    ...repeatedCodes('items', document.items, (item) => `${item.code} valid from ${item.validFrom}`),
    ...document.items.flatMap((item, row) => checkRoute(item, `items[${row}]`)),
  ];
}

export function checkRoute(item: ItemRecord, path: string): DocumentFault[] {
  const names = new Set<string>();
  return (item.route ?? []).flatMap((step, at) => {
    const faults: DocumentFault[] = [];
    for (const name of [step.step, ...(step.aliases ?? [])]) {
      if (names.has(name))
        faults.push({
          path: `${path}.route[${at}]`,
          message: `step ${name} is named twice in the route; a step could prove both`,
          code: 'step_twice',
          values: { name },
        });
      names.add(name);
    }
    step.satisfiedBy?.forEach((type, i) => {
      if (!eventTypes.has(type))
        faults.push({
          path: `${path}.route[${at}].satisfiedBy[${i}]`,
          message: `${type} is no event of a case; one of ${caseEventTypes.join(', ')}`,
          code: 'not_an_event',
          values: { name: type },
        });
    });
    return faults;
  });
}

/** A promise longer than the law stands (PRM-02 reports it), but whoever imports it should hear of it. */
export function promiseWarnings(document: CatalogueDocument): DocumentFault[] {
  return document.items.flatMap(({ promisedLimit: promised, statutoryLimit: statutory }, row) => {
    if (!promised || !statutory || promised.unit !== statutory.unit || promised.value <= statutory.value)
      return [];
    return [
      {
        path: `items[${row}].promisedLimit.value`,
        message: `the promise of ${promised.value} is longer than the law's ${statutory.value} (${statutory.unit})`,
        code: 'promise_beyond_law',
        values: { promised: promised.value, statutory: statutory.value },
      },
    ];
  });
}
