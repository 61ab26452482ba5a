import { describe, expect, it } from 'vitest';
import { resultOf } from '../../../testing/groupResult.ts';
import { at, cnCalendar } from '../../../testing/scenario.ts';
import { filedAgain, type ReturnedCase } from './filedAgain.ts';

/** Due at the end of Wednesday 2026-03-04, returned on Tuesday at noon unless said otherwise. */
function returned(
  change: Partial<ReturnedCase> = {},
  time = '2026-03-04 12:00',
  again = '2026-03-05 09:00',
): ReturnedCase {
  return {
    caseId: 'a',
    accepted: at('2026-03-02 10:00'),
    returned: { at: at(time), eventId: 'r' },
    due: at('2026-03-05 00:00'),
    handling: 'promised',
    applicant: 'ref',
    calendar: cnCalendar(),
    later: [{ caseId: 'b', applicant: 'ref', at: at(again), eventId: 's' }],
    ...change,
  };
}
/** A promise of one day: the whole of it is the working day that is left. */
const oneDay = { accepted: at('2026-03-03 10:00') };
const weekend = { due: at('2026-03-10 00:00') };
const someone = { later: [{ caseId: 'b', applicant: 'other', at: at('2026-03-05 09:00'), eventId: 's' }] };

describe('END-01', () => {
  it.each<[name: string, group: ReturnedCase, result: string]>([
    ['a working day left exactly', returned({}, '2026-03-04 00:00'), 'raised query'],
    ['a second more', returned({}, '2026-03-03 23:59:59', '2026-03-04 09:00'), 'clear'],
    ['a second less', returned({}, '2026-03-04 00:00:01'), 'raised query'],
    ['at the due instant itself', returned({}, '2026-03-05 00:00', '2026-03-05 09:00'), 'raised query'],
    ['a second later', returned({}, '2026-03-05 00:00:01'), 'exempt: past_its_limit'],
    ['half of a one-day promise left', returned(oneDay, '2026-03-04 12:00'), 'raised query'],
    ['a second more of it', returned(oneDay, '2026-03-04 11:59:59'), 'clear'],
    [
      'returned within the hour of its acceptance',
      returned(oneDay, '2026-03-03 10:30', '2026-03-04 09:00'),
      'clear',
    ],
    ['never accepted', returned({ accepted: null }, '2026-03-04 00:00:01'), 'raised query'],
    [
      'a working day left over the weekend',
      returned(weekend, '2026-03-07 10:00', '2026-03-09 09:00'),
      'raised query',
    ],
    ['the Friday before', returned(weekend, '2026-03-06 23:59:59', '2026-03-09 09:00'), 'clear'],
    ['filed again the same second', returned({}, '2026-03-04 12:00', '2026-03-04 12:00'), 'raised query'],
    ['filed a second before', returned({}, '2026-03-04 12:00', '2026-03-04 11:59:59'), 'clear'],
    [
      'filed at the end of the next working day',
      returned({}, '2026-03-04 12:00', '2026-03-05 23:59:59'),
      'raised query',
    ],
    ['filed a second later', returned({}, '2026-03-04 12:00', '2026-03-06 00:00'), 'clear'],
    [
      'Friday and Monday',
      returned({ due: at('2026-03-07 00:00') }, '2026-03-06 12:00', '2026-03-09 23:59:59'),
      'raised query',
    ],
    [
      'Friday and Tuesday',
      returned({ due: at('2026-03-07 00:00') }, '2026-03-06 12:00', '2026-03-10 00:00'),
      'clear',
    ],
    ['by someone else', returned(someone), 'clear'],
    ['never', returned({ later: [] }), 'clear'],
    ['an applicant nobody named', returned({ applicant: undefined }), 'not_evaluable: no_applicant'],
    ['without a limit', returned({ due: null }), 'exempt: no_limit'],
    ['decided on the spot', returned({ handling: 'instant' }), 'exempt: instant'],
    ['decided by machine', returned({ handling: 'auto' }), 'exempt: auto_decided'],
    ['an item nobody knows', returned({ handling: undefined }), 'not_evaluable: no_item'],
  ])('%s', (_name, group, result) => expect(resultOf(filedAgain, group)).toBe(result));

  it('names both cases and both events', () => {
    expect(filedAgain.judge(returned(), filedAgain.defaults)).toMatchObject({
      at: at('2026-03-05 09:00'),
      facts: { leftMs: 12 * 3_600_000, again: 'b' },
      cases: ['a', 'b'],
      events: ['r', 's'],
    });
  });
});
