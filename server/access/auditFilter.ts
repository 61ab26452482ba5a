import type { Account } from '#contract/account';
import type { AuditQuery } from '#contract/auditSchema';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import type { AuditFilter } from './auditListStore.ts';
import { scopeOf } from './scope.ts';

/** What an account asks for, narrowed to what it may see. Days are the office's. */
export function auditFilterOf(
  query: Omit<AuditQuery, 'cursor' | 'limit'>,
  account: Account,
  catalogue: Catalogue,
): AuditFilter {
  const { timezone } = catalogue;
  const { role, region, department } = account;
  return {
    everything: role !== 'supervisor' && region === null && department === null,
    scope: scopeOf(account, catalogue),
    actor: query.actor ?? null,
    action: query.action ?? null,
    kind: query.kind ?? null,
    subject: query.subject ?? null,
    from: query.from === undefined ? null : startOfMoment(query.from, timezone),
    to: query.to === undefined ? null : endOfMoment(query.to, timezone),
  };
}
