/** What an authenticator app reads from a typed key (RFC 4648, spaces allowed). */
export function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll(' ', '')].map((one) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(one).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}
