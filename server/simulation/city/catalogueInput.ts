import type { catalogueSchema } from '#contract/catalogueSchema';
import type { z } from 'zod';

/** A catalogue document as its author writes it: what has a default may be left out. */
export type CatalogueInput = z.input<typeof catalogueSchema>;
export type RegionInput = NonNullable<CatalogueInput['regions']>[number];
export type DepartmentInput = NonNullable<CatalogueInput['departments']>[number];
export type ItemInput = NonNullable<CatalogueInput['items']>[number];
