import { expect, it } from 'vitest';
import { faultyHours, type OfficeHours } from './officeHours.ts';

it.each<[OfficeHours, ReturnType<typeof faultyHours>]>([
  [
    [
      ['09:00', '12:00'],
      ['12:00', '24:00'],
    ],
    null,
  ],
  [[['09:00', '']], { at: 0, fault: 'time' }],
  [[['09:00', '09:00']], { at: 0, fault: 'order' }],
  [
    [
      ['09:00', '12:00'],
      ['11:30', '18:00'],
    ],
    { at: 1, fault: 'overlap' },
  ],
])('%j: %j', (hours, fault) => expect(faultyHours(hours)).toEqual(fault));
