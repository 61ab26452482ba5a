import { expect, test } from 'vitest';
import { catalogueSchema } from '#contract/catalogueSchema';
import { wellFormed } from './wellFormed.ts';

const others = (document: object) => {
  const { error } = catalogueSchema.safeParse(document);
  return error && wellFormed(document, error);
};

test('what is well-formed is checked beside what is not, and its faults stand where it stands', () => {
  const given = others({
    regions: [{ code: 'A' }, { code: 'B', name: '乙' }],
    departments: [
      { code: 'X', name: 'X', region: 'A' },
      { code: 'Y' },
      { code: 'Z', name: 'Z', region: 'nowhere' },
    ],
  });
  expect(given?.document.departments.map(({ code }) => code)).toEqual(['X', 'Z']);
  const fault = (path: string, code: string) => ({
    path,
    message: 'm',
    code: 'unknown_region' as const,
    values: { code },
  });
  expect(given?.placed(fault('departments[1].region', 'nowhere'))).toMatchObject([
    { path: 'departments[2].region' },
  ]);
  // the region is there, and its own fault is told
  expect(given?.placed(fault('departments[0].region', 'A'))).toEqual([]);
});

test('of a document whose lists are none nothing more can be said', () => {
  expect(others({ regions: 7 })).toBeUndefined();
});
