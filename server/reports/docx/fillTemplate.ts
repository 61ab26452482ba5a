import { PatchType, TextRun, patchDetector, patchDocument, type FileChild, type IPatch } from 'docx';
import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import { zipFile, type ZipEntry } from '../../sheets/zipFile.ts';
import type { ChartImages } from '../charts/chartImages.ts';
import { asPrinted } from '../documents/asPrinted.ts';
import { lookOf } from './docxLook.ts';
import { tableStyles } from './docxStyles.ts';
import { figureText } from './figureText.ts';
import { paragraphStyleXml } from './styleXml.ts';
import { templateLook, type TemplateLook } from './templateLook.ts';
import { headingPart, templateParts } from './templateParts.ts';
import { unpackDocx } from './unpackDocx.ts';

export interface FilledTemplate {
  file: Buffer;
  /** Placeholders of the template that mean nothing: they stand in the file as they did. */
  unknown: string[];
  /** Parts of the report that the template has no place for. */
  unused: string[];
}

/**
 * A unit's own Word document with its placeholders filled, in its own styles: `{{title}} {{number}} {{date}} {{office}}
 * {{addressee}} {{body}} {{annexes}} {{table:ID}} {{chart:ID}} {{figure:city.onTimeRate}}`. Those of several paragraphs
 * stand alone in theirs. A table or chart with a place of its own is left out of the body.
 * @throws Problem for what is no Word document, has a password, macros, or unpacks to more than 20 MB
 */
export async function fillTemplate(
  template: Buffer,
  whole: ReportDocument,
  images: ChartImages,
): Promise<FilledTemplate> {
  const document = asPrinted(whole);
  const parts = unpackDocx(template);
  const styles = textOf(parts, 'word/styles.xml');
  const look = templateLook(textOf(parts, 'word/document.xml'), styles);
  if (styles !== '') parts.set('word/styles.xml', Buffer.from(withTableStyles(styles, document, look)));
  const data = await packed(parts);
  const keys = await patchDetector({ data, trimPlaceholders: true });
  const patches = patchesOf(keys, { whole, document }, images, look);
  const file = await patchDocument({
    outputType: 'nodebuffer',
    data,
    patches: Object.fromEntries(patches),
    trimPlaceholders: true,
    properties: { title: document.title, description: document.imprint.join('\n') },
  });
  return {
    file,
    unknown: keys.filter((key) => !patches.has(key)),
    unused: partNames(document, patches.has('body')).filter((name) => !patches.has(name)),
  };
}

const textOf = (parts: ReadonlyMap<string, Buffer>, name: string): string =>
  parts.get(name)?.toString('utf8') ?? '';

/** Tables have looks of ours, where the template has none of the name. */
function withTableStyles(styles: string, document: ReportDocument, { normal }: TemplateLook): string {
  const missing = tableStyles(lookOf(document).boldHeads).filter(
    ({ id }) => !styles.includes(`w:styleId="${id}"`),
  );
  return styles.replace(
    '</w:styles>',
    `${missing.map((style) => paragraphStyleXml(style, normal)).join('')}</w:styles>`,
  );
}

async function packed(parts: ReadonlyMap<string, Buffer>): Promise<Buffer> {
  const entries: ZipEntry[] = [...parts].map(([name, content]) => ({ name, content: [content] }));
  const chunks: Buffer[] = [];
  for await (const chunk of zipFile(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const allBlocks = ({ blocks, annexes }: ReportDocument): Block[] => [
  ...blocks,
  ...annexes.flatMap((annex) => annex.blocks),
];

/** `table:ID`, `chart:ID`; other blocks have no place of their own. */
function placeholderOf(block: Block): string | undefined {
  if (block.kind === 'table') return `table:${block.table.id}`;
  return block.kind === 'chart' ? `chart:${block.chart.id}` : undefined;
}

function textsOf({ title, addressee, masthead, signature }: ReportDocument): Map<string, string> {
  return new Map([
    ['title', title],
    ['number', masthead?.number ?? ''],
    ['date', masthead?.date ?? signature?.date ?? ''],
    ['office', masthead?.office ?? signature?.office ?? ''],
    ['addressee', addressee ?? ''],
  ]);
}

function patchesOf(
  keys: readonly string[],
  { whole, document }: { whole: ReportDocument; document: ReportDocument },
  images: ChartImages,
  look: TemplateLook,
): Map<string, IPatch> {
  const texts = textsOf(document);
  const place = { width: look.width, images, addressOf: undefined };
  const isPlaced = (block: Block): boolean => keys.includes(placeholderOf(block) ?? '');
  const partsOf = (blocks: readonly Block[]): FileChild[] =>
    blocks.flatMap((block) => templateParts(block, look, place));
  const patches = new Map<string, IPatch>();
  for (const key of keys) {
    const text = key.startsWith('figure:') ? figureText(whole, key.slice(7)) : texts.get(key);
    const own = allBlocks(document).filter((block) => placeholderOf(block) === key);
    if (text !== undefined) patches.set(key, inline(text));
    else if (key === 'body')
      patches.set(key, paragraphs(partsOf(document.blocks.filter((block) => !isPlaced(block)))));
    else if (own.length > 0) patches.set(key, paragraphs(partsOf(own.slice(0, 1))));
    else if (key === 'annexes')
      patches.set(
        key,
        paragraphs(
          document.annexes.flatMap(({ title, blocks }) => [
            headingPart(title, 1, look, true),
            ...partsOf(blocks.filter((block) => !isPlaced(block))),
          ]),
        ),
      );
  }
  return patches;
}

const inline = (text: string): IPatch => ({ type: PatchType.PARAGRAPH, children: [new TextRun(text)] });
const paragraphs = (children: FileChild[]): IPatch => ({ type: PatchType.DOCUMENT, children });

/** What a template should have a place for: the whole text, or else each of its tables and charts. */
function partNames(document: ReportDocument, hasBody: boolean): string[] {
  const said = [...textsOf(document)].flatMap(([name, text]) => (text === '' ? [] : name));
  const own = document.blocks.map(placeholderOf).filter((name) => name !== undefined);
  return [...said, 'body', ...(hasBody ? [] : own), ...(document.annexes.length > 0 ? ['annexes'] : [])];
}
