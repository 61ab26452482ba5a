import { textWidth } from '../textWidth.ts';

/** Cut to so many ems, with an ellipsis where something is cut. */
export function cutText(text: string, ems: number): string {
  if (textWidth(text) <= ems * 2) return text;
  let kept = '';
  for (const character of text) {
    if (textWidth(kept + character) > (ems - 1) * 2) break;
    kept += character;
  }
  return `${kept}…`;
}
