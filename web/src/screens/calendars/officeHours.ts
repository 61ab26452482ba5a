export type OfficeHours = readonly (readonly [from: string, to: string])[];

export const hoursText = (hours: OfficeHours): string => hours.map((pair) => pair.join('–')).join(' ');

const isTime = (text: string): boolean => /^([01]\d|2[0-3]):[0-5]\d$/.test(text) || text === '24:00';

/** Which pair cannot be: it ends before it begins, or begins before the one above it has ended. Null: all can. */
export function faultyHours(hours: OfficeHours): { at: number; fault: 'time' | 'order' | 'overlap' } | null {
  let closed = '';
  for (const [at, [from, to]] of hours.entries()) {
    if (!isTime(from) || !isTime(to)) return { at, fault: 'time' };
    if (from >= to) return { at, fault: 'order' };
    if (from < closed) return { at, fault: 'overlap' };
    closed = to;
  }
  return null;
}
