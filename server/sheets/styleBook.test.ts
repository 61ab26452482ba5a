import { expect, test } from 'vitest';
import { styleBook } from './styleBook.ts';

test('equal looks have one number, 0 is the plain one', () => {
  const styles = styleBook();
  expect(styles.idOf({})).toBe(0);
  const bold = styles.idOf({ bold: true, align: 'center' });
  expect(styles.idOf({ align: 'center', bold: true })).toBe(bold);
  expect(styles.idOf({ bold: true })).not.toBe(bold);
});

test('formats, fonts and fills are counted and escaped as Excel wants them', () => {
  const styles = styleBook('宋体');
  styles.idOf({ format: '0.00%', fill: 'F2F2F2' });
  styles.idOf({ format: '"<"0', color: 'C00000', lined: true });
  const xml = styles.xml();
  expect(xml).toContain('<numFmts count="2"><numFmt numFmtId="164" formatCode="0.00%"/>');
  expect(xml).toContain('numFmtId="165" formatCode="&quot;&lt;&quot;0"');
  // two that Excel keeps for itself, and ours
  expect(xml).toContain('<fills count="3">');
  expect(xml).toContain('<cellXfs count="3">');
  expect(xml).toContain('<name val="宋体"/>');
  expect(xml).toMatch(/numFmtId="165"[^>]*borderId="1"/);
});
