import { describe, expect, it } from 'vitest';
import { filtersOf, isSameList, queryOf } from './deskQuery.ts';

describe('the address of a list', () => {
  it('says every filter, and is read back to the same', () => {
    const filters = { severity: ['red', 'yellow'], department: ['500112-ZJ'], live: ['true'] };
    expect(queryOf(filters)).toEqual({ severity: 'red,yellow', department: '500112-ZJ', live: 'true' });
    expect(filtersOf(queryOf(filters))).toEqual(filters);
  });

  it('takes a repeated name, and leaves out what is empty or not its own', () => {
    expect(filtersOf({ rule: ['TIM-02', 'TIM-03'], item: '', lang: 'zh', status: null })).toEqual({
      rule: ['TIM-02', 'TIM-03'],
    });
    expect(queryOf({ rule: [] })).toEqual({});
  });

  it('is the same list in whichever order its values were chosen', () => {
    expect(isSameList({ severity: ['red', 'query'] }, { severity: ['query', 'red'], rule: [] })).toBe(true);
    expect(isSameList({ severity: ['red'] }, {})).toBe(false);
  });
});
