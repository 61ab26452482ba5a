import { zipFile } from '../sheets/zipFile.ts';

/** A zip of these files, in memory. */
export async function zipOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const entries = Object.entries(files).map(([name, content]) => ({ name, content: [content] }));
  for await (const chunk of zipFile(entries)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
