/**
 * 32 bits of a source's event id. Equal ids give equal fingerprints, so a miss proves that an event is new; a hit only
 * asks for a comparison with the stored events.
 */
export function eventFingerprint(sourceId: number, eventId: string): number {
  let high = 0x811c9dc5 ^ sourceId;
  let low = 0x2545f491 ^ Math.imul(sourceId, 0x9e3779b1);
  for (let i = 0; i < eventId.length; i++) {
    const unit = eventId.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 13);
  }
  high = Math.imul(high ^ (low >>> 15), 0xc2b2ae35);
  return high ^ (high >>> 16);
}
