import { escapeXml } from '../../sheets/escapeXml.ts';

interface NamedFont {
  name: string;
  /** Taken in its place where it is not installed, the best first. */
  instead: readonly string[];
  family: 'roman' | 'auto' | 'modern';
  charset: '86' | '00';
}

const named: readonly NamedFont[] = [
  { name: 'Times New Roman', instead: ['Liberation Serif'], family: 'roman', charset: '00' },
  {
    name: '仿宋_GB2312',
    instead: ['仿宋', 'FangSong', 'STFangsong', '方正仿宋_GBK'],
    family: 'modern',
    charset: '86',
  },
  {
    name: '楷体_GB2312',
    instead: ['楷体', 'KaiTi', 'STKaiti', '方正楷体_GBK'],
    family: 'modern',
    charset: '86',
  },
  { name: '方正小标宋简体', instead: ['方正小标宋_GBK', '华文中宋', '宋体'], family: 'auto', charset: '86' },
  { name: '黑体', instead: ['SimHei', 'STHeiti', '方正黑体_GBK'], family: 'modern', charset: '86' },
  { name: '宋体', instead: ['SimSun', 'STSong', '方正书宋_GBK'], family: 'auto', charset: '86' },
];

/** The document's table of fonts: fonts are named and none is embedded, so each says what stands in for it. */
export const fontTable = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${named
  .map(
    ({ name, instead, family, charset }) =>
      `<w:font w:name="${escapeXml(name)}"><w:altName w:val="${escapeXml(instead.join(','))}"/><w:charset w:val="${charset}"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
  )
  .join('')}</w:fonts>`;
