/** How a unit's own template is set, as far as what is put into it follows it. XML of Word, as it stands there. */
export interface TemplateLook {
  /** Of the paragraph with `{{body}}`: every paragraph of the text gets them. */
  paragraph: string;
  run: string;
  /** Ids of the template's headings; undefined where it has none. */
  heading(level: 1 | 2 | 3): string | undefined;
  /** Of ordinary text. */
  normal: string;
  /** Of the text on its last page, twips. */
  width: number;
}

const a4 = { page: 11_906, left: 1_587, right: 1_474 };

/** Reads `word/document.xml` and `word/styles.xml`. */
export function templateLook(document: string, styles: string): TemplateLook {
  const holder =
    [...document.matchAll(/<w:p[ >](?:(?!<w:p[ >]).)*?<\/w:p>/gs)]
      .map(([paragraph]) => paragraph)
      .find((paragraph) => /\{\{\s*body\s*\}\}/.test(textOf(paragraph))) ?? '';
  const [, withoutRuns = ''] = /^<w:p[^>]*>(.*?)<w:r[ >]/s.exec(holder) ?? [];
  const [paragraph = ''] = /<w:pPr>.*<\/w:pPr>/s.exec(withoutRuns) ?? [];
  const [, run = ''] =
    /<w:r[ >][^>]*?>?(?:\s*)(<w:rPr>.*?<\/w:rPr>)/s.exec(holder.slice(holder.indexOf('<w:r'))) ?? [];
  const byName = new Map(
    [...styles.matchAll(/<w:style [^>]*w:styleId="([^"]*)"[^>]*>.*?<w:name w:val="([^"]*)"/gs)].map(
      ([, id = '', name = '']) => [name.toLowerCase(), id],
    ),
  );
  return {
    // a page's setting in the paragraph would end the page with each
    paragraph: paragraph.replace(/<w:sectPr.*?<\/w:sectPr>/s, ''),
    run,
    heading: (level) => byName.get(`heading ${level}`),
    normal: byName.get('normal') ?? 'Normal',
    width: widthOf(document),
  };
}

const textOf = (xml: string): string =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');

function widthOf(document: string): number {
  const [last = ''] = /<w:sectPr(?![\s\S]*<w:sectPr)[\s\S]*?<\/w:sectPr>/.exec(document) ?? [];
  const twips = (element: string, side: string, usual: number): number => {
    const value = new RegExp(`<w:${element} [^>]*w:${side}="(\\d+)"`).exec(last)?.[1];
    return value === undefined ? usual : Number(value);
  };
  return twips('pgSz', 'w', a4.page) - twips('pgMar', 'left', a4.left) - twips('pgMar', 'right', a4.right);
}
