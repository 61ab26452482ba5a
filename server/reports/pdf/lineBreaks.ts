/** 避头尾: what may not begin a line, and what may not end one. */
const notFirst = new Set('。，、；：？！）》」』】〕〉”’％…—·～,.;:?!)]}%‰°℃');
const notLast = new Set('（《「『【〔〈“‘([{¥＄$№');
/** A number keeps what it counts. */
const units = new Set('件个万亿年月日名项次天时分元人家条起期号周季位类级户份笔%％‰');
const isDigit = (character: string) => character >= '0' && character <= '9';
const isSpace = (character: string) => character === ' ' || character === '\u3000';
const isWide = (character: string) => (character.codePointAt(0) ?? 0) >= 0x2e80;

/** `soft`: only where a line would otherwise be torn wide open. */
export type Break = 'never' | 'soft' | 'free';

/** Whether a line may end between two characters; `before` is the one before them. */
export function breakBetween(left: string, right: string, before = ''): Break {
  if (isSpace(right)) return 'never';
  if (isSpace(left)) return 'free';
  if (notFirst.has(right) || notLast.has(left)) return 'never';
  if (!isWide(left) && !isWide(right)) return 'never';
  const counted = isDigit(left) && units.has(right);
  const ofMany = isDigit(before) && (left === '万' || left === '亿') && units.has(right);
  const ordinal = left === '第' && isDigit(right);
  return counted || ofMany || ordinal ? 'soft' : 'free';
}
