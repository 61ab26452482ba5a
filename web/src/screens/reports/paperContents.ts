import type { Block, ReportDocument } from '#contract/reports/reportDocument';

export interface Entry {
  text: string;
  anchor: string;
  level: 1 | 2 | 3;
}

/** The place of a block on the page; blocks of the text itself are those of annex 0. */
export const anchorOf = (annex: number, block: number): string => `block-${annex}-${block}`;
export const annexAnchor = (annex: number): string => `annex-${annex}`;

/** What a reader may jump to: headings of the text, and the annexes by their titles. */
export function paperContents({ blocks, annexes }: Pick<ReportDocument, 'blocks' | 'annexes'>): Entry[] {
  return [
    ...blocks.flatMap((block: Block, at): Entry[] =>
      block.kind === 'heading' ? [{ text: block.text, anchor: anchorOf(0, at), level: block.level }] : [],
    ),
    ...annexes.map(({ title }, at): Entry => ({ text: title, anchor: annexAnchor(at + 1), level: 1 })),
  ];
}
