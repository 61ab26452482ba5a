import { z } from 'zod';

/** A month `2026-10`, a quarter `2026-Q4` or a year `2026`, from 1900 on: no calendar and no database has a year 0. */
export const periodText = z
  .string()
  .regex(
    /^(19|[2-9]\d)\d{2}(-(0[1-9]|1[0-2])|-Q[1-4])?$/,
    'a month 2026-10, a quarter 2026-Q4 or a year 2026 expected',
  );
