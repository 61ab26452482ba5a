import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { Pool } from 'pg';
import copyStreams from 'pg-copy-streams';

/** Rows of case_events as COPY's text, in the order in which they were stored; at most `limit`. */
export async function storedRows(pool: Pool, limit: number): Promise<Buffer> {
  const client = await pool.connect();
  try {
    const chunks: Buffer[] = [];
    const stream = client.query(
      copyStreams.to(
        `copy (select * from case_events order by recorded_at, ctid limit ${Math.floor(limit)}) to stdout`,
      ),
    );
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks);
  } finally {
    client.release();
  }
}

/** COPY of these rows over one connection into an empty table with the production primary index. @returns rows a second */
export async function copyBaseline(pool: Pool, rows: Buffer): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query('drop table if exists bench_copy');
    await client.query('create table bench_copy (like case_events including all)');
    const begun = performance.now();
    const stream = client.query(copyStreams.from('copy bench_copy from stdin'));
    const pieces: Buffer[] = [];
    for (let at = 0; at < rows.length; at += 65_536) pieces.push(rows.subarray(at, at + 65_536));
    await pipeline(Readable.from(pieces), stream);
    const seconds = (performance.now() - begun) / 1000;
    return stream.rowCount / seconds;
  } finally {
    client.release();
  }
}
