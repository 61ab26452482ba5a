import { createHmac, timingSafeEqual } from 'node:crypto';

// RFC 6238 with what authenticator apps take for granted: HMAC-SHA-1, six digits, steps of 30 seconds. It is a page of
// node:crypto; a library would add nothing but itself. SHA-1's collisions are no matter inside an HMAC (RFC 6194).
const stepMs = 30_000;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The number of the time step that an instant lies in. */
const stepOf = (now: number): number => Math.floor(now / stepMs);

/** The code of one step. */
export function totpCode(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0');
}

/** The step that a code is of, one before or after `now` allowed for clocks that differ; undefined when it is of none. */
export function matchingStep(secret: Buffer, code: string, now: number): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const current = stepOf(now);
  return [current, current - 1, current + 1].find(
    (step) => step >= 0 && timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)),
  );
}

/** RFC 4648 base32 without padding, as people type it into an app. */
export function base32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet.charAt(parseInt(five.padEnd(5, '0'), 2)))
    .join('');
}

/** What a QR code tells an authenticator app. */
export function otpauthUri(issuer: string, account: string, secret: Buffer): string {
  const label = [issuer, account].map(encodeURIComponent).join(':');
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`;
}
