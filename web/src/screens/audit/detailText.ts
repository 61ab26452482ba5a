import type { Instant } from '#contract/time';

/** How names and values of what an entry keeps are said. */
export interface DetailWords {
  name: (name: string) => string;
  value: (name: string, value: string) => string;
  moment: (at: Instant) => string;
}

/** What an entry keeps beside its subject, on one line: `role: inspector → supervisor, days: 30`. */
export function detailText(detail: unknown, words: DetailWords): string {
  if (typeof detail !== 'object' || detail === null) return '';
  return Object.entries(detail)
    .filter(([name, value]) => name !== 'event' && value !== null && value !== undefined)
    .map(([name, value]) => `${words.name(name)}: ${valueText(name, value, words)}`)
    .join(', ');
}

function valueText(name: string, value: unknown, words: DetailWords): string {
  if (isChange(value)) return `${plain(name, value[0], words)} → ${plain(name, value[1], words)}`;
  return plain(name, value, words);
}

/** Before and after, as changes of an account are kept. */
const isChange = (value: unknown): value is [unknown, unknown] =>
  Array.isArray(value) && value.length === 2 && value.every((one) => typeof one !== 'object' || one === null);

/** Epoch milliseconds of our century: no other number of an entry is as large. */
const isInstant = (value: unknown): value is number =>
  typeof value === 'number' && value > 1_000_000_000_000 && value < 4_200_000_000_000;

function plain(name: string, value: unknown, words: DetailWords): string {
  if (value === null) return '–';
  if (isInstant(value)) return words.moment(value);
  return typeof value === 'string' ? words.value(name, value) : JSON.stringify(value);
}
