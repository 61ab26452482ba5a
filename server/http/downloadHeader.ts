/**
 * A `Content-Disposition` that saves under the name (RFC 6266): whoever does not know `filename*` saves under the plain one.
 * @param plain ASCII; runs of anything but letters, digits, `.` and `_` become a hyphen
 */
export const downloadHeader = (name: string, plain: string): string =>
  `attachment; filename="${plain.replaceAll(/[^\w.]+/g, '-')}"; filename*=UTF-8''${encodedName(name)}`;

/** `encodeURIComponent` leaves marks that RFC 8187 does not. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
