import { FileChild, ImportedXmlComponent, type IContext, type IXmlableObject } from 'docx';

/** A piece of Word's own XML in place of a paragraph. */
export class RawPart extends FileChild {
  private readonly xml: string;

  constructor(xml: string) {
    super('w:p');
    this.xml = xml;
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    return ImportedXmlComponent.fromXmlString(this.xml).prepForXml(context);
  }
}
