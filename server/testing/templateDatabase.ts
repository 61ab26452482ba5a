import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { createPool } from '../db/pool.ts';

export interface TestDatabase {
  pool: pg.Pool;
  url: string;
  /** Ends the pool and drops the database. */
  drop: () => Promise<void>;
}

/** A migrated, empty database of the caller's own; call it once a test file, in beforeAll, and drop it in afterAll. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url: serverUrl, template } = inject('testEngine');
  const name = `${template}_${randomBytes(4).toString('hex')}`;
  await clone(serverUrl, template, name);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const pool = createPool({ url: url.href, applicationName: 'duban test', max: 8 });
  const drop = async (): Promise<void> => {
    await pool.end();
    await onServer(serverUrl, `drop database if exists ${name} with (force)`);
  };
  return { pool, url: url.href, drop };
}

async function clone(serverUrl: string, template: string, name: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await onServer(serverUrl, `create database ${name} template ${template}`);
    } catch (error) {
      // a TimescaleDB worker that is still looking at the template leaves by itself
      const inUse = error instanceof pg.DatabaseError && error.code === '55006';
      if (!inUse || attempt === 20) throw error;
      await sleep(250);
    }
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
