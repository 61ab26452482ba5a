import { expect, it } from 'vitest';
import { downloadHeader } from './downloadHeader.ts';

it('saves under the whole name, and under a plain one where that is not read', () => {
  expect(downloadHeader('10月通报(草稿).docx', 'monthly_bulletin-2026-10.docx')).toBe(
    `attachment; filename="monthly_bulletin-2026-10.docx"; filename*=UTF-8''10%E6%9C%88%E9%80%9A%E6%8A%A5%28%E8%8D%89%E7%A8%BF%29.docx`,
  );
});

it('has a plain name of letters, digits and a few marks alone', () => {
  expect(downloadHeader('x', 'weekly_dispatch-2026-W46-市"局"\r\n.pdf')).toContain(
    'filename="weekly_dispatch-2026-W46-.pdf";',
  );
});
