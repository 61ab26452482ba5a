import { expect, it } from 'vitest';
import { lightLevel } from './lightLevel.ts';

const night = { from: '20:00', to: '06:30', level: 0.4 };

it('is full light where nothing dims', () => {
  expect(lightLevel(null, '03:00')).toBe(1);
});

it('is darker in its hours alone', () => {
  expect(['19:59', '20:00', '06:29', '06:30'].map((minute) => lightLevel(night, minute))).toEqual([
    1, 0.4, 0.4, 1,
  ]);
});
