import type { Account } from '#contract/account';
import { alerts } from '#contract/answerSchema';
import type { CaseListQuery } from '#contract/querySchema';
import { departmentsBelow, regionsBelow, scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { endOfMoment, startOfMoment } from '../domain/calendar/localMoment.ts';
import type { CaseFilter } from './caseListStore.ts';

/** What an account asks for, narrowed to what it may see. Days are the office's. */
export function caseFilterOf(
  query: Omit<CaseListQuery, 'cursor' | 'limit'>,
  account: Account,
  catalogue: Catalogue,
): CaseFilter {
  const { timezone } = catalogue;
  return {
    scope: scopeOf(account, catalogue),
    regions: query.region === undefined ? null : regionsBelow(query.region, catalogue),
    departments: query.department === undefined ? null : departmentsBelow(query.department, catalogue),
    items: query.item ?? null,
    stages: query.stage ?? null,
    ended: endedOf(query),
    alerts: query.alert?.map((name) => alerts.indexOf(name)) ?? null,
    queried: query.queried ?? null,
    namespace: query.namespace ?? null,
    number: query.number ?? null,
    from: query.from === undefined ? null : startOfMoment(query.from, timezone),
    to: query.to === undefined ? null : endOfMoment(query.to, timezone),
    dueBefore: query.dueBefore === undefined ? null : endOfMoment(query.dueBefore, timezone),
  };
}

/** Open stages, due dates and their order are of open cases, a few in a hundred of all: said so, the rest is not read. */
function endedOf({ state, stage, sort }: Pick<CaseListQuery, 'state' | 'stage' | 'sort'>): boolean | null {
  if (state !== undefined) return state === 'concluded';
  const open = stage?.every((name) => name !== 'concluded' && name !== 'not_accepted') ?? false;
  return open || sort === 'due' ? false : null;
}
