import { expect, it, describe } from 'vitest';
import { flagsOf, tell, verdictOf, type Line } from '../../testing/scenario.ts';

const accepted: Line = ['accepted', '2026-03-02 10:00'];

describe('DAT-01', () => {
  it.each<[name: string, lines: Line[], result: string]>([
    ['nothing wrong', [accepted], 'clear'],
    [
      'a checksum that fails',
      [['submitted', '2026-03-02 09:00', { applicantIdValid: false }]],
      'raised info',
    ],
    ['a masked number', [['submitted', '2026-03-02 09:00', { applicantIdValid: null }]], 'clear'],
    [
      'another region',
      [accepted, ['step_completed', '2026-03-03 10:00', { step: 'a', region: '500103' }]],
      'raised info',
    ],
    [
      'another item, and the number',
      [
        ['submitted', '2026-03-02 09:00', { applicantIdValid: false }],
        ['step_completed', '2026-03-03 10:00', { step: 'a', item: 'other' }],
      ],
      'raised info, raised info',
    ],
    [
      'another department is only acting',
      [accepted, ['step_completed', '2026-03-03 10:00', { step: 'a', department: '500103-ZJ' }]],
      'clear',
    ],
    [
      'a transfer moves the case',
      [
        accepted,
        [
          'concluded',
          '2026-03-03 10:00',
          { outcome: 'transferred', region: '500103', department: '500103-ZJ' },
        ],
      ],
      'clear',
    ],
  ])('%s', (_name, lines, result) => {
    expect(verdictOf(tell(lines, '2026-03-04'), 'DAT-01')).toBe(result);
  });
  it('is two flags where one event names another item and another region', () => {
    const lines: Line[] = [
      accepted,
      ['step_completed', '2026-03-03 10:00', { step: 'a', item: 'other', region: '500103' }],
    ];
    const found = flagsOf(tell(lines, '2026-03-04'), 'DAT-01').map(({ occurrence }) => occurrence);
    expect(found).toHaveLength(2);
    expect(found[1]).toBe(`${found[0]}/2`);
  });

  it('is told once of a case that was reopened', () => {
    const told = tell(
      [
        ['submitted', '2026-03-02 09:00', { applicantIdValid: false }],
        ['accepted', '2026-03-02 10:00'],
        ['concluded', '2026-03-03 10:00', { outcome: 'granted' }],
        ['reopened', '2026-03-04 10:00', { reason: 'r', approver: 'u' }],
      ],
      '2026-03-05',
    );
    expect(flagsOf(told, 'DAT-01')).toMatchObject([{ occurrence: 'applicant', caseState: 'open' }]);
  });
});
