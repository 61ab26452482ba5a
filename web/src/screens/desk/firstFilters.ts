import type { Role } from '#contract/account';
import type { Filters } from './deskQuery.ts';

/** What somebody sees who comes without an address: a department what it has to answer, others what stands. */
export function firstFilters(role: Role | undefined): Filters {
  return role === 'department'
    ? { status: ['sent', 'confirmed', 'rectifying'], sort: ['due'] }
    : { live: ['true'] };
}
