import type { ItemVersion } from '#contract/item';
import { limitUnits, type Limit } from '#contract/limit';
import type { Instant } from '#contract/time';
import { isLonger } from './promiseLengthened.ts';
import { clearGroup, exemptGroup, notEvaluableGroup, raisedGroup, type ManyRule } from './manyRule.ts';

/** An item's version in force, and since when. */
export interface ItemRecord {
  item: ItemVersion;
  since: Instant;
}

/** Art. 42: what holds for a licence that names no limit of its own. */
const licenceLimit: Limit = { value: 20, unit: 'workday' };

/** PRM-02: a promise that is longer than the law allows, or a limit without a unit: a fault of the item's record. */
export const promiseBeyondLaw: ManyRule<ItemRecord> = {
  id: 'PRM-02',
  aspect: 'correctness',
  defaults: {},
  judge({ item, since }) {
    if (item.provisional) return notEvaluableGroup('no_item');
    const { promisedLimit: promised, statutoryLimit } = item;
    if (!promised)
      return item.handling === 'promised' && !statutoryLimit ? exemptGroup('no_limit') : clearGroup;
    const found = (fault: string, law: Limit | undefined) =>
      raisedGroup({
        severity: 'info',
        at: since,
        facts: {
          fault,
          promised: promised.value,
          unit: promised.unit ?? '',
          law: law?.value ?? 0,
          revision: item.revision,
        },
        cases: [],
        events: [],
      });
    if (!hasUnit(promised)) return found('no_unit', undefined);
    const law = statutoryLimit ?? (item.type === '01' ? licenceLimit : undefined);
    if (!law) return exemptGroup('no_limit');
    if (!hasUnit(law)) return found('no_unit', law);
    const longer = isLonger(law, promised);
    if (longer === undefined) return notEvaluableGroup('units_differ');
    return longer ? found('longer_than_law', law) : clearGroup;
  },
};

/** Records of before the units were checked may lack one. */
function hasUnit(limit: Limit): boolean {
  return limitUnits.some((unit) => unit === limit.unit);
}
