import { flagStatuses, ruleIds, severities } from '#contract/rule';
import type { CatalogueAnswer } from '../../api/catalogue.ts';
import type { FilterName } from './deskQuery.ts';

export interface Choice {
  value: string;
  label: string;
}

type Translate = (key: string) => string;

/** What a filter can be set to; null: it is typed in. */
export function filterChoices(name: FilterName, catalogue: CatalogueAnswer, t: Translate): Choice[] | null {
  const worded = (values: readonly string[], group: string): Choice[] =>
    values.map((value) => ({ value, label: t(`${group}.${value}`) }));
  const named = (records: readonly { code: string; name: string }[]): Choice[] =>
    records.map(({ code, name }) => ({ value: code, label: name }));
  switch (name) {
    case 'severity':
      return worded([...severities].reverse(), 'severity');
    case 'status':
      return worded(flagStatuses, 'status');
    case 'rule':
      return ruleIds.map((id) => ({ value: id, label: `${id} ${t(`rule.${id}`)}` }));
    case 'region':
      return named(catalogue.regions);
    case 'department':
      return named(catalogue.departments);
    case 'item':
      return named(catalogue.items);
    case 'state':
      return worded(['open', 'concluded'], 'desk.caseState');
    case 'live':
      return worded(['true', 'false'], 'desk.live');
    case 'raisedFrom':
      return worded(['today'], 'desk.day');
    case 'owner':
      return worded(['me'], 'desk.owner');
    case 'replyOverdue':
      return worded(['true'], 'desk.replyOverdue');
    case 'sort':
      return worded(['newest', 'oldest', 'severity', 'due'], 'desk.sort');
    default:
      return null;
  }
}

/** Days rather than words. */
export const dayFilters: readonly FilterName[] = ['raisedFrom', 'raisedTo', 'from', 'to', 'dueBefore'];
/** Several values at once mean any of them; the others hold one value. */
export const severalFilters: readonly FilterName[] = [
  'severity',
  'status',
  'rule',
  'region',
  'department',
  'item',
];
