import type { Block, ReportDocument } from '#contract/reports/reportDocument';
import type { ChartImages } from '../charts/chartImages.ts';
import { asPrinted } from '../documents/asPrinted.ts';
import type { FigureAddress } from '../docx/textRuns.ts';
import { escapeXml } from '../../sheets/escapeXml.ts';
import { htmlStyle } from './htmlStyle.ts';
import { htmlTable, linked } from './htmlTable.ts';

/**
 * The report as one page that needs nothing else: no script, no font, no address but those of its figures' cases, which
 * `addressOf` knows. It may be opened from a disk, mailed and printed.
 */
export function htmlFile(whole: ReportDocument, images: ChartImages, addressOf?: FigureAddress): string {
  const document = asPrinted(whole);
  const { language, title, masthead, watermark, addressee, signature, annexes, imprint } = document;
  const blocksOf = (blocks: readonly Block[]) =>
    blocks.map((block) => htmlBlock(block, images, addressOf)).join('\n');
  return `<!doctype html>
<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<header>
${masthead === null ? '' : htmlMasthead(masthead)}
${watermark === null ? '' : `<p class="draft">${escapeXml(watermark)}</p>`}
</header>
<main>
<h1>${escapeXml(title)}</h1>
${addressee === null ? '' : `<p>${escapeXml(addressee)}</p>`}
${blocksOf(document.blocks)}
${signature === null ? '' : `<p class="signature">${escapeXml(signature.office)}<br>${escapeXml(signature.date)}</p>`}
${annexes
  .map(
    (annex) =>
      `<section class="annex"><h2>${escapeXml(annex.title)}</h2>\n${blocksOf(annex.blocks)}</section>`,
  )
  .join('\n')}
</main>
<footer class="imprint">
${imprint.map((line) => `<p>${escapeXml(line)}</p>`).join('\n')}
</footer>
</body>
</html>
`;
}

const htmlMasthead = ({ title, number, office, date }: NonNullable<ReportDocument['masthead']>): string =>
  `<p class="red">${escapeXml(title)}</p>
${number === '' ? '' : `<p class="number">${escapeXml(number)}</p>`}
<p class="sender"><span>${escapeXml(office)}</span><span>${escapeXml(date)}</span></p>`;

function htmlBlock(block: Block, images: ChartImages, addressOf: FigureAddress | undefined): string {
  switch (block.kind) {
    case 'heading': {
      const level = String(block.level + 1);
      return `<h${level}>${escapeXml(block.text)}</h${level}>`;
    }
    case 'paragraph': {
      const runs = block.runs.map(({ text, figure, bold }) => {
        const said = linked(text, figure, addressOf);
        return bold === true ? `<strong>${said}</strong>` : said;
      });
      return `<p class="text">${runs.join('')}</p>`;
    }
    case 'note':
      return `<p class="note">${escapeXml(block.text)}</p>`;
    case 'table':
      return htmlTable(block.table, addressOf);
    case 'chart': {
      const { id, caption, description } = block.chart;
      const png = images.get(id)?.png.toString('base64');
      const picture =
        png === undefined
          ? `<p>${escapeXml(description)}</p>`
          : `<img src="data:image/png;base64,${png}" alt="${escapeXml(description)}">`;
      return `<figure><figcaption>${escapeXml(caption)}</figcaption>${picture}</figure>`;
    }
  }
}
