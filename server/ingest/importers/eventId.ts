import { hash } from 'node:crypto';

/**
 * The id of an imported event: a hash over what the file says of this event alone, so that importing the file
 * again finds it, and a row that has gained a value adds only the event this value makes. `ordinal` tells apart
 * events of one case that are equal in everything.
 */
export function eventId(
  source: string,
  caseNumber: string,
  type: string,
  own: readonly unknown[],
  ordinal: number,
): string {
  return hash('sha256', JSON.stringify([source, caseNumber, type, own, ordinal]), 'base64url').slice(0, 26);
}
