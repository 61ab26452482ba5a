/**
 * A number in digits, rounded once, half away from zero on its decimal form, as spreadsheets do: paper and sheet then
 * show the same last digit. Never `-0.00`.
 * @param scale powers of ten it is multiplied by first: 2 prints a share as per cent
 */
export function roundedText(value: number, decimals: number, scale = 0): string {
  const [mantissa, exponent = '0'] = String(Number(Math.abs(value).toPrecision(15))).split('e');
  const whole = Math.round(Number(`${mantissa}e${Number(exponent) + scale + decimals}`));
  const text = (whole / 10 ** decimals).toFixed(decimals);
  return value < 0 && whole !== 0 ? `−${text}` : text;
}

/** `1,234,567.8`: digits in threes, as in tables of both languages. */
export function groupedText(value: number, decimals = 0): string {
  const [whole = '', part] = roundedText(value, decimals).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
}

/** `+0.05`, `−0.02` with the minus of print, `0.00` where nothing is left of it. */
export function signedText(value: number, decimals: number, scale = 0): string {
  const text = roundedText(value, decimals, scale);
  return text.startsWith('−') || Number(text) === 0 ? text : `+${text}`;
}

/** A share's per cent, without the sign. Cut rather than rounded at its ends: 99.996 % is not 100 %, 0.004 % not 0. */
export function shareText(share: number, decimals: number): string {
  const text = roundedText(share, decimals, 2);
  const least = 10 ** -decimals;
  if (share < 1 && Number(text) === 100) return (100 - least).toFixed(decimals);
  return share > 0 && Number(text) === 0 ? least.toFixed(decimals) : text;
}
