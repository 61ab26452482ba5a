import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { attachEngine } from '../db/engine/attachEngine.ts';
import { migrate } from '../db/migrate.ts';
import { buildProgram } from './buildProgram.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A server on which test databases may be made, and the migrated database they are cloned from. */
    testEngine: { url: string; template: string };
  }
}

interface TestServer {
  url: string;
  stop: () => Promise<void>;
}

/**
 * One database server for all files of the project `db`: TEST_DATABASE_URL, else an embedded engine in a temporary
 * folder, without fsync. Every database this run has made is dropped at its end.
 */
export default async function globalEngine(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  const server =
    given === undefined || given === '' ? await embedded() : { url: given, stop: () => Promise.resolve() };
  const template = `duban_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  try {
    await administer(server.url, `create database ${template}`);
    const url = new URL(server.url);
    url.pathname = `/${template}`;
    await migrate(url.href);
    await administer(server.url, `alter database ${template} allow_connections false`);
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide('testEngine', { url: server.url, template });
  return async () => {
    await dropAll(server.url, template);
    await server.stop();
  };
}

async function embedded(): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'duban-test-engine-'));
  const supervisorScript = await buildProgram('server/db/engine/supervisor.ts');
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    shared_buffers: '128MB',
  };
  const engine = await attachEngine({ dataDir, supervisorScript, settings });
  const url = new URL(engine.url);
  url.pathname = '/postgres';
  const stop = async (): Promise<void> => {
    await engine.release();
    await rm(dataDir, { recursive: true, force: true });
    await rm(dirname(supervisorScript), { recursive: true, force: true });
  };
  return { url: url.href, stop };
}

async function dropAll(url: string, template: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      'select datname from pg_database where starts_with(datname, $1)',
      [template],
    );
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  } finally {
    await client.end();
  }
}

async function administer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
