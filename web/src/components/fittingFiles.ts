/** Why files cannot be taken: `kind`: none of those accepted; `one`: several where one is asked for. */
export type FileFault = 'kind' | 'one';

type Named = Pick<File, 'name' | 'type'>;

/** What dragging brings, and what a browser's dialog lets through, may be any file. */
export function faultOfFiles(
  files: readonly Named[],
  accept: string | undefined,
  multiple: boolean,
): FileFault | null {
  if (!multiple && files.length > 1) return 'one';
  return files.every((file) => isAccepted(file, accept)) ? null : 'kind';
}

/** As the attribute `accept` says it: `.json,text/csv,image/*`. */
function isAccepted({ name, type }: Named, accept: string | undefined): boolean {
  if (accept === undefined) return true;
  return accept.split(',').some((one) => {
    if (one.startsWith('.')) return name.toLowerCase().endsWith(one);
    return one.endsWith('/*') ? type.startsWith(one.slice(0, -1)) : type === one;
  });
}

/** The endings among them, as a sentence names them. */
export const endingsOf = (accept: string | undefined): string =>
  (accept ?? '')
    .split(',')
    .filter((one) => one.startsWith('.'))
    .join(' ');
