import { expect, test } from 'vitest';
import { coveredCells } from './coveredCells.ts';

const drawn = (rings: [number, number][][]) =>
  coveredCells(rings, { columns: 6, rows: 5, cell: 10 })
    .map((covered) => (covered ? '#' : '.'))
    .join('')
    .match(/.{6}/g);

test('inside and border are covered, a hole is not, and what lies outside the grid does no harm', () => {
  const square = (from: number, to: number): [number, number][] => [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
    [from, from],
  ];
  expect(drawn([square(5, 44)])).toEqual(['#####.', '#####.', '#####.', '#####.', '#####.']);
  expect(drawn([square(-100, 200), square(11, 39)])?.[2]).toBe('##.###');
});

test('a slanting line covers each square it passes', () => {
  expect(
    drawn([
      [
        [1, 1],
        [59, 49],
        [1, 1],
      ],
    ]),
  ).toEqual(['##....', '.##...', '..##..', '...##.', '....##']);
});
