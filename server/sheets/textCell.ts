import { escapeXml } from './escapeXml.ts';

/** A cell takes no more characters. */
const longestText = 32_767;

/** A cell of text: inline, so that nothing is kept until the end, and never a formula. `name` as `B3`. */
export const textCell = (text: string, style: number, name?: string): string =>
  `<c${name === undefined ? '' : ` r="${name}"`} t="inlineStr" s="${style}"><is><t xml:space="preserve">${escapeXml(text.slice(0, longestText))}</t></is></c>`;
