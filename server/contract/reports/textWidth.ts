/** What print sets in a full square: Chinese, Japanese, Korean and their marks. */
const wide =
  /[\u1100-\u115f\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}]|[\u{20000}-\u{3fffd}]/u;

/** About how wide a text is, in half squares: a Chinese character 2, a Latin letter or a digit 1. */
export function textWidth(text: string): number {
  let width = 0;
  for (const mark of text) width += wide.test(mark) ? 2 : 1;
  return width;
}
