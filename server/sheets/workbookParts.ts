import { escapeXml } from './escapeXml.ts';

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export interface WrittenSheet {
  name: string;
  /** Rows, and columns, that every printed page repeats: `$3:$4`, `$A:$B`. */
  repeated?: readonly string[];
}

export interface BookProperties {
  title: string;
  creator: string;
  description: string;
}

export const relations = `${head}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`;

export const workbook = (sheets: readonly WrittenSheet[]): string =>
  `${head}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${sheets
    .map(
      ({ name }, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
    )
    .join('')}</sheets>${definedNames(sheets)}</workbook>`;

function definedNames(sheets: readonly WrittenSheet[]): string {
  const names = sheets.flatMap(({ name, repeated = [] }, index) =>
    repeated.length === 0
      ? []
      : `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${repeated
          .map((range) => escapeXml(`${quotedName(name)}!${range}`))
          .join(',')}</definedName>`,
  );
  return names.length === 0 ? '' : `<definedNames>${names.join('')}</definedNames>`;
}

/** A sheet's name as references have it. */
export const quotedName = (name: string): string => `'${name.replaceAll("'", "''")}'`;

export const workbookRelations = (sheets: number): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${numbers(sheets)
    .map(
      (nth) =>
        `<Relationship Id="rId${nth}" Type="${documents}/worksheet" Target="worksheets/sheet${nth}.xml"/>`,
    )
    .join(
      '',
    )}<Relationship Id="rId${sheets + 1}" Type="${documents}/styles" Target="styles.xml"/></Relationships>`;

/** Where cells lead to outside the workbook. */
export const sheetRelations = (addresses: readonly string[]): string =>
  `${head}<Relationships xmlns="${packages}/relationships">${addresses
    .map(
      (address, index) =>
        `<Relationship Id="rId${index + 1}" Type="${documents}/hyperlink" Target="${escapeXml(address)}" TargetMode="External"/>`,
    )
    .join('')}</Relationships>`;

export const coreProperties = ({ title, creator, description }: BookProperties): string =>
  `${head}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${escapeXml(creator)}</dc:creator><dc:description>${escapeXml(description)}</dc:description></cp:coreProperties>`;

export const contentTypes = (sheets: number): string =>
  `${head}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${numbers(
    sheets,
  )
    .map(
      (nth) =>
        `<Override PartName="/xl/worksheets/sheet${nth}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
    )
    .join('')}</Types>`;

const numbers = (most: number): number[] => Array.from({ length: most }, (_, index) => index + 1);
