import type { RenderedFile } from './renderOrder.ts';

/** Printed files by what they were printed from; the longest unused go when it is full. */
export interface FileCache {
  get(key: string): RenderedFile | undefined;
  set(key: string, file: RenderedFile): void;
}

export function createFileCache(mostBytes: number): FileCache {
  const files = new Map<string, RenderedFile>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= files.get(key)?.file.length ?? 0;
    files.delete(key);
  };
  return {
    get(key) {
      const found = files.get(key);
      if (found) {
        files.delete(key);
        files.set(key, found);
      }
      return found;
    },
    set(key, file) {
      drop(key);
      if (file.file.length > mostBytes) return;
      files.set(key, file);
      bytes += file.file.length;
      for (const oldest of files.keys()) {
        if (bytes <= mostBytes) break;
        drop(oldest);
      }
    },
  };
}
