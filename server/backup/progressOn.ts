export interface BackupIo {
  out(line: string): void;
  err(line: string): void;
  /** Standard error is a terminal: progress overwrites its line. */
  terminal?: boolean;
  write?(text: string): void;
}

/** Says how far a table is, five times a second on a terminal, and nothing in a pipe unless it was asked for. */
export function progressOn(io: BackupIo, asked: boolean, unit: 'rows' | 'bytes') {
  const speaks = asked || io.terminal === true;
  let said = -Infinity;
  let [current, sum] = ['', 0];
  const say = (table: string, count: number): void => {
    const now = performance.now();
    if (!speaks || now - said < 200) return;
    said = now;
    const line = `${table}: ${count} ${unit}`;
    if (io.terminal && io.write) io.write(`\r${line}\u001b[K`);
    else io.err(line);
  };
  return {
    say,
    add(table: string, more: number): void {
      [current, sum] = table === current ? [current, sum + more] : [table, more];
      say(table, sum);
    },
    end(): void {
      if (speaks && io.terminal && io.write) io.write('\r\u001b[K');
    },
  };
}
