import { expect, it } from 'vitest';
import type { SourceAnswer } from '../../api/sources.ts';
import { firstSource, sourceBody, sourceValues } from './sourceForm.ts';

const source: SourceAnswer = {
  sourceId: 1,
  name: 'zj',
  uri: '/zj',
  namespace: '',
  version: 3,
  createdAt: '2026-11-01T00:00:00.000Z',
  disabledAt: null,
  revokedAt: null,
  fixed: ['lenient', 'delayWorkdays'],
  settings: {
    lenient: true,
    trustDueDates: false,
    historical: false,
    delayWorkdays: 2,
    precision: 'minute',
    finishedSuspensionsOnly: true,
    cannotExpress: ['case.delivered'],
    departments: ['A', 'B'],
    regions: [],
    values: {},
    calendar: null,
    timezone: 'Asia/Shanghai',
  },
};

it('a source that is not touched is sent as it is, without what is fixed', () => {
  expect(sourceBody(sourceValues(source), source)).toEqual({
    name: 'zj',
    uri: '/zj',
    settings: {
      trustDueDates: false,
      historical: false,
      finishedSuspensionsOnly: true,
      departments: ['A', 'B'],
      regions: [],
      precision: 'minute',
      timezone: 'Asia/Shanghai',
      calendar: null,
      cannotExpress: ['case.delivered'],
    },
  });
});

it('a new source leaves out the address that it has by its name', () => {
  const body = sourceBody({ ...firstSource, name: 'water', departments: 'W1，W2\nW3' }, null);
  expect(body).toMatchObject({ name: 'water', namespace: '', settings: { departments: ['W1', 'W2', 'W3'] } });
  expect(body).not.toHaveProperty('uri');
});
