import { hash } from 'node:crypto';
import { canonicalJson } from '#contract/canonicalJson';
import type { Sealer } from './sealer.ts';

/**
 * SHA-256 over canonical JSON of type, subject, time in UTC microseconds and data without nulls, under the secret
 * key when the data names a person: a plain hash would let whoever reads the table guess the identity number.
 * Hex; undefined when the data is nested deeper than canonicalJson goes.
 */
export function contentHash(
  event: { type: string; subject: string; micros: number; data: unknown },
  personal: boolean,
  sealer: Sealer,
): string | undefined {
  const data = canonicalJson(event.data);
  if (data === undefined) return undefined;
  // the members in canonical order by hand: they are always these four
  const text = `{"data":${data},"subject":${JSON.stringify(event.subject)},"time":${event.micros},"type":${JSON.stringify(event.type)}}`;
  return personal ? sealer.digest(text) : hash('sha256', text, 'hex');
}
