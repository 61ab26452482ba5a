import type { CatalogueInput } from './catalogueInput.ts';
import { demoItems } from './demoItems.ts';
import { officeKinds } from './departmentKinds.ts';
import { departments } from './offices.ts';
import { regions } from './regions.ts';

/**
 * The demo city as a catalogue document: Chongqing's 38 districts and counties, three functional zones, the
 * city's own departments; departments, people and cases are invented. It brings no calendar: `CN` is built in.
 */
export function demoCity(): CatalogueInput {
  return {
    regions,
    departmentKinds: officeKinds.map(({ code, name, shortName }, order) => ({
      code,
      name,
      shortName,
      order,
    })),
    departments,
    items: demoItems.map(({ kind: _, ...item }) => item),
  };
}
