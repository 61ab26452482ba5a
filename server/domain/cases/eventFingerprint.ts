const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const fingerprintLength = 8;

/**
 * 48 bits of a source's event id in 8 characters. Equal ids give equal fingerprints, so a miss proves that an
 * event is new; a hit only asks for a comparison with the stored events.
 */
export function eventFingerprint(sourceId: number, eventId: string): string {
  let high = 0x811c9dc5 ^ sourceId;
  let low = 0x2545f491 ^ Math.imul(sourceId, 0x9e3779b1);
  for (let i = 0; i < eventId.length; i++) {
    const unit = eventId.charCodeAt(i);
    high = Math.imul(high ^ unit, 0x01000193);
    low = Math.imul(low ^ unit, 0x85ebca6b) ^ (low >>> 13);
  }
  high = Math.imul(high ^ (low >>> 15), 0xc2b2ae35);
  low = Math.imul(low ^ (high >>> 13), 0x27d4eb2f);
  return characters(high ^ (high >>> 16)) + characters(low ^ (low >>> 16));
}

export function hasFingerprint(seen: string, fingerprint: string): boolean {
  for (let at = seen.indexOf(fingerprint); at >= 0; at = seen.indexOf(fingerprint, at + 1)) {
    if (at % fingerprintLength === 0) return true;
  }
  return false;
}

function characters(bits: number): string {
  let text = '';
  for (let shift = 0; shift < 24; shift += 6) text += alphabet.charAt((bits >>> shift) & 63);
  return text;
}
