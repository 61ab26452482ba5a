import { cellText } from '#contract/reports/cellText';
import { headerCells } from '#contract/reports/headerCells';
import type { FigureRef, ReportTable, TableRow } from '#contract/reports/reportDocument';
import type { FigureAddress } from '../docx/textRuns.ts';
import { escapeXml } from '../../sheets/escapeXml.ts';

const tones = { muted: 'muted', gap: 'gap', red: 'bad' } as const;

/** What leads to its figure's cases, where these have an address. */
export function linked(
  text: string,
  figure: FigureRef | undefined,
  addressOf: FigureAddress | undefined,
): string {
  const address = figure && addressOf?.(figure);
  const escaped = escapeXml(text);
  return address === undefined ? escaped : `<a href="${escapeXml(address)}">${escaped}</a>`;
}

/** A table whose heads say which cells they are of; a wide one is moved sideways, by keys too. */
export function htmlTable(table: ReportTable, addressOf?: FigureAddress): string {
  const { columns, rows, caption, notes } = table;
  const head = headerCells(columns)
    .map((cells) => {
      const ths = cells.map(
        ({ text, columns: across, rows: down }) =>
          `<th scope="${across > 1 ? 'colgroup' : 'col'}"${span('col', across)}${span('row', down)}>${escapeXml(text)}</th>`,
      );
      return `<tr>${ths.join('')}</tr>`;
    })
    .join('');
  const body = rows.map((row) => bodyRow(row, table, addressOf)).join('\n');
  const id = escapeXml(`table-${table.id}`);
  return `<div class="wide" tabindex="0" role="region" aria-labelledby="${id}"><table>
<caption id="${id}">${escapeXml(caption)}</caption>
<thead>${head}</thead>
<tbody>
${body}
</tbody></table></div>
${notes.map((note) => `<p class="note">${escapeXml(note)}</p>`).join('\n')}`;
}

function bodyRow(
  { cells, tone }: TableRow,
  { columns }: ReportTable,
  addressOf: FigureAddress | undefined,
): string {
  const look = tone ? ` class="${tones[tone]}"` : '';
  const [first] = columns;
  if (tone === 'gap' && first)
    return `<tr${look}><td${span('col', columns.length)}>${escapeXml(cellText(cells[0]?.value ?? null, first))}</td></tr>`;
  const tds = columns.map((column, index) => {
    const { value = null, figure } = cells[index] ?? {};
    const isNumber = column.kind === 'count' || column.kind === 'decimal';
    const place = column.kind === 'text' ? ' class="start"' : isNumber ? ' class="end"' : '';
    return `<td${place}>${linked(cellText(value, column), figure, addressOf)}</td>`;
  });
  return `<tr${look}>${tds.join('')}</tr>`;
}

const span = (of: 'col' | 'row', count: number): string => (count > 1 ? ` ${of}span="${String(count)}"` : '');
