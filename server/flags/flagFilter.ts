import type { Account } from '#contract/account';
import type { FlagListQuery } from '#contract/querySchema';
import type { Instant } from '#contract/time';
import { departmentsBelow, regionsBelow, scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { FlagFilter } from './flagListStore.ts';

/** What an account asks for, narrowed to what it may see. Days are the office's; `now` says which is today. */
export function flagFilterOf(
  query: Omit<FlagListQuery, 'cursor' | 'limit' | 'sort'>,
  account: Account,
  catalogue: Catalogue,
  now: Instant,
): FlagFilter {
  const zone = catalogue.timezone;
  const start = (moment: string | undefined): Instant | null =>
    moment === undefined ? null : startOfMoment(moment, zone);
  const end = (moment: string | undefined): Instant | null =>
    moment === undefined ? null : endOfMoment(moment, zone);
  const { raisedFrom } = query;
  return {
    scope: scopeOf(account, catalogue),
    rules: query.rule ?? null,
    severities: query.severity ?? null,
    statuses: query.status ?? null,
    caseState: query.state ?? null,
    live: query.live ?? null,
    regions: query.region === undefined ? null : regionsBelow(query.region, catalogue),
    departments: query.department === undefined ? null : departmentsBelow(query.department, catalogue),
    items: query.item ?? null,
    caseId: query.case ?? null,
    number: query.number ?? null,
    from: start(query.from),
    to: end(query.to),
    raisedFrom: start(raisedFrom === 'today' ? dayText(timezone(zone).dayOf(now)) : raisedFrom),
    raisedTo: end(query.raisedTo),
    owner: query.owner === 'me' ? (account.standsInFor ?? account.name) : (query.owner ?? null),
    dueBefore: end(query.dueBefore),
    unansweredAt: query.replyOverdue === true ? now : null,
    orderId: query.order ?? null,
  };
}
