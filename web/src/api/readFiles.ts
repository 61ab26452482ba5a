import type { SentFile } from './catalogueEntries.ts';

/** Files as they are sent: their bytes in Base64, so that the server tells their encoding. */
export async function readFiles(files: readonly File[]): Promise<SentFile[]> {
  const sent: SentFile[] = [];
  for (const file of files) sent.push({ name: file.name, content: await base64(file) });
  return sent;
}

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = typeof reader.result === 'string' ? reader.result : '';
      // of an empty file there is no comma
      resolve(url.split(',')[1] ?? '');
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error(file.name)));
    reader.readAsDataURL(file);
  });
}
