import { describe, expect, it } from 'vitest';
import type { ItemVersion } from '#contract/item';
import type { Limit } from '#contract/limit';
import { resultOf } from '../../../testing/groupResult.ts';
import { at, cnCalendar } from '../../../testing/scenario.ts';
import { promiseLengthened, type PromiseChange } from './promiseLengthened.ts';

const version = (
  promisedLimit: Limit | undefined,
  validFrom: string,
  more: Partial<ItemVersion> = {},
): ItemVersion => ({
  code: 'permit',
  revision: 2,
  validFrom,
  name: 'permit',
  type: '20',
  handling: 'promised',
  ...(promisedLimit && { promisedLimit }),
  ...more,
});
const days = (value: number): Limit => ({ value, unit: 'workday' });
/** From one to three working days on Wednesday 2026-03-18, recorded the day before. */
const change = (brokenAt: string | null, more: Partial<PromiseChange> = {}): PromiseChange => ({
  before: version(days(1), '2026-01-01', { revision: 1 }),
  after: version(days(3), '2026-03-18'),
  recordedAt: at('2026-03-17 18:00'),
  calendar: cnCalendar(),
  breaches: brokenAt === null ? [] : [{ caseId: 'late', at: at(brokenAt), flagId: 1 }],
  ...more,
});
const after = (limit: Limit | undefined, more: Partial<ItemVersion> = {}) => ({
  after: version(limit, '2026-03-18', more),
});
const approval = { approvedBy: '市政府办公室', approvedAt: '2026-03-17T10:00:00+08:00' };

describe('PRM-01', () => {
  it.each<[name: string, group: PromiseChange, result: string]>([
    ['the day after a breach (G10)', change('2026-03-17 00:00'), 'raised query'],
    ['at the end of the day of the breach itself', change('2026-03-18 00:00'), 'raised query'],
    ['a second before the breach', change('2026-03-18 00:00:01'), 'clear'],
    ['the tenth working day after', change('2026-03-04 23:59:59'), 'raised query'],
    ['the eleventh', change('2026-03-03 23:59:59'), 'clear'],
    ['without a breach', change(null), 'clear'],
    ['one day longer', change('2026-03-17 00:00', after(days(2))), 'raised query'],
    ['as long as before', change('2026-03-17 00:00', after(days(1))), 'clear'],
    ['dropped', change('2026-03-17 00:00', after(undefined)), 'raised query'],
    [
      'in another unit',
      change('2026-03-17 00:00', after({ value: 3, unit: 'calendar_day' })),
      'not_evaluable: units_differ',
    ],
    ['approved', change('2026-03-17 00:00', after(days(3), approval)), 'exempt: approved_change'],
    [
      'approved by nobody knows whom',
      change('2026-03-17 00:00', after(days(3), { approvedAt: approval.approvedAt })),
      'raised query',
    ],
    [
      'dated back to before the breach, recorded after it',
      change('2026-03-20 00:00', { recordedAt: at('2026-03-20 10:00') }),
      'raised query',
    ],
  ])('%s', (_name, group, result) => expect(resultOf(promiseLengthened, group)).toBe(result));

  it('says what changed and which cases had broken it', () => {
    expect(promiseLengthened.judge(change('2026-03-17 00:00'), promiseLengthened.defaults)).toMatchObject({
      at: at('2026-03-18 00:00'),
      facts: { from: '1 workday', to: '3 workday', breaches: 1, validFrom: '2026-03-18' },
      cases: ['late'],
    });
  });
});
