import { expect, it } from 'vitest';
import { Problem } from '#contract/problem';
import { checkParams } from './checkParams.ts';

it.each([[{ usedPercent: 0 }], [{ usedPercent: 100 }], [{ usedPercent: 85.5, workdaysLeft: 2 }], [{}]])(
  '%j is what the rule knows',
  (params) => {
    expect(checkParams('TIM-01', params)).toEqual(params);
  },
);

it.each([
  [{ share: 1 }, 'params.share', /no threshold "share"; those it has: usedPercent, workdaysLeft/],
  [{ constructor: 1 }, 'params.constructor', /no threshold "constructor"/],
  [{ usedPercent: '90' }, 'params.usedPercent', /"usedPercent" is "90"; a number is expected, such as 90/],
  [{ usedPercent: true }, 'params.usedPercent', /is true; a number/],
  [{ usedPercent: null }, 'params.usedPercent', /is null; a number/],
  [{ usedPercent: 100.1 }, 'params.usedPercent', /is 100.1; a number from 0 to 100/],
  [{ workdaysLeft: -1 }, 'params.workdaysLeft', /is -1; a number from 0/],
  [{ workdaysLeft: Infinity }, 'params.workdaysLeft', /a number from 0/],
  [{ workdaysLeft: NaN }, 'params.workdaysLeft', /a number from 0/],
])('%j is refused where the fault is', (params, path, sentence) => {
  let fault: unknown;
  try {
    checkParams('TIM-01', params);
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(Problem);
  expect(fault).toMatchObject({ code: 'invalid', path });
  expect((fault as Problem).message).toMatch(sentence);
});

it('a rule without thresholds says so', () => {
  expect(() => checkParams('TIM-03', { days: 1 })).toThrow(
    'TIM-03 has no threshold "days"; those it has: none.',
  );
});
