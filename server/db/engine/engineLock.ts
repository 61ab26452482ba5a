import { createHash } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { isErrno } from './engineFile.ts';

/**
 * Takes the lock of a folder for the life of this process: a socket address that the kernel gives to one process and
 * takes back when it ends, however it ends. False when another process has it.
 */
export async function takeLock(folder: string): Promise<boolean> {
  const name = `duban-${createHash('sha256').update(folder).digest('hex').slice(0, 32)}`;
  if (process.platform === 'linux') return listen(`\0${name}`);
  if (process.platform === 'win32') return listen(`\\\\.\\pipe\\${name}`);
  // elsewhere a socket is a file that stays after a crash: it is free when nobody answers
  const path = join('/tmp', `${name}.sock`);
  if (await listen(path)) return true;
  if (await answers(path)) return false;
  await rm(path, { force: true });
  return listen(path);
}

function listen(address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => (isErrno(error, 'EADDRINUSE') ? resolve(false) : reject(error)));
    server.listen(address, () => resolve(true));
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
  }).then((answered) => answered === true);
}
