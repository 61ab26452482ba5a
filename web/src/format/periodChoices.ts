import { monthChoices } from './monthChoices.ts';

/** The periods to choose from, newest first: this month and eleven before, four quarters, two years. */
export function periodChoices(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const quarter = Math.floor((year * 12 + Number(today.slice(5, 7)) - 1) / 3);
  return [
    ...monthChoices(today, 12),
    ...[...Array(4).keys()].map((back) => {
      const at = quarter - back;
      return `${Math.floor(at / 4)}-Q${(at % 4) + 1}`;
    }),
    String(year),
    String(year - 1),
  ];
}
