import { z } from 'zod';

/** A day YYYY-MM-DD that a calendar and a database can hold: there is no year 0. */
export const day = z.iso
  .date()
  .refine((text) => !text.startsWith('0000'), 'a day from the year 1 on expected');
