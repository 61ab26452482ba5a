import { z } from 'zod';

/** A part of a list, and how to go on. */
export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
  total: number;
  more?: true;
}

export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    total: z.int().nonnegative().describe('Exact up to 10,000'),
    more: z.literal(true).optional().describe('There are more than `total`'),
  });
