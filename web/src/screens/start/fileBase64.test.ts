import { expect, it } from 'vitest';
import { fileBase64 } from './fileBase64.ts';

it('gives every byte back, of Chinese text and of more than fits on a stack', async () => {
  const text = '渝北区,"a"\r\n'.repeat(20_000);
  const encoded = await fileBase64(new Blob([text]));
  expect(Buffer.from(encoded, 'base64').toString('utf8')).toBe(text);
  expect(await fileBase64(new Blob([]))).toBe('');
});
