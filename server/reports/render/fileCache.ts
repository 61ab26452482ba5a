import type { RenderedFile } from './renderOrder.ts';

/** Printed files by what they were printed from; the longest unused go when it is full. */
export interface FileCache {
  /** The file of that key, printed unless it is there; whoever asks while it is printed waits for the same print. */
  once(key: string, print: () => Promise<RenderedFile>): Promise<RenderedFile>;
}

export function createFileCache(mostBytes: number): FileCache {
  const files = new Map<string, RenderedFile>();
  const printing = new Map<string, Promise<RenderedFile>>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= files.get(key)?.file.length ?? 0;
    files.delete(key);
  };
  const get = (key: string): RenderedFile | undefined => {
    const found = files.get(key);
    if (found) {
      files.delete(key);
      files.set(key, found);
    }
    return found;
  };
  const set = (key: string, file: RenderedFile): void => {
    drop(key);
    if (file.file.length > mostBytes) return;
    files.set(key, file);
    bytes += file.file.length;
    for (const oldest of files.keys()) {
      if (bytes <= mostBytes) break;
      drop(oldest);
    }
  };
  return {
    async once(key, print) {
      const known = get(key);
      if (known) return known;
      const running = printing.get(key);
      if (running) return running;
      const printed = print().finally(() => printing.delete(key));
      printing.set(key, printed);
      const file = await printed;
      set(key, file);
      return file;
    },
  };
}
