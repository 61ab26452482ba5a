import { expect, test } from 'vitest';
import { inventedSnapshot } from '../../../testing/reportSnapshots.ts';
import { paperOf } from '../paper.ts';
import { leftOut } from './leftOut.ts';

function paper(language: 'zh' | 'en', excluded: Record<string, number>) {
  const month = inventedSnapshot();
  const onTimeRate = { value: 0.9, n: 100, hits: 90, excluded };
  const whole = { by: 'all', code: '', figures: { onTimeRate }, previous: null, lastYear: null } as const;
  const setting = {
    language,
    office: '督查室',
    number: null,
    issuedOn: null,
    hash: 'ab'.repeat(32),
    status: 'draft',
  } as const;
  return paperOf({ ...month, figures: [whole] }, setting);
}

test('cases that a rate is not taken over are told with their number and why', () => {
  const excluded = { withdrawn: 12_000, voided: 0, transferred: 1, exempt: 2 };
  expect(leftOut(paper('zh', excluded), 'onTimeRate')).toBe(
    '另有到期的1.2万件不计入（申请人撤回1.2万件，移送1件，客观原因、豁免或者申诉成立2件）。',
  );
  expect(leftOut(paper('en', excluded), 'onTimeRate')).toBe(
    ' Left out of those due: 12,003 cases (withdrawn by the applicant 12,000, transferred 1, objective cause, exemption or appeal won 2).',
  );
});

test('where none was left out nothing is said', () => {
  const none = { withdrawn: 0, voided: 0, transferred: 0, exempt: 0 };
  expect(leftOut(paper('zh', none), 'onTimeRate')).toBe('');
  expect(leftOut(paper('zh', none), 'statutoryOnTimeRate')).toBe('');
});
