const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `1.4 GB`: three figures at most, in steps of 1024. */
export function sizeText(bytes: number): string {
  let value = bytes;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1024;
    step += 1;
  }
  return `${value < 10 && step > 0 ? Math.round(value * 10) / 10 : Math.round(value)} ${units[step]}`;
}
