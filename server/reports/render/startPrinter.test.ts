import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { buildProgram } from '../../testing/buildProgram.ts';
import { inventedSnapshot } from '../../testing/reportSnapshots.ts';
import type { RenderOrder } from './renderOrder.ts';
import { startPrinter, type Printer } from './startPrinter.ts';

let script: string;
let printer: Printer;
const order: RenderOrder = {
  snapshot: JSON.stringify(inventedSnapshot()),
  setting: { language: 'zh', office: '市政务办', number: null, issuedOn: null, hash: 'ab', status: 'draft' },
  format: 'docx',
  address: null,
  template: null,
};
beforeAll(async () => {
  script = await buildProgram('server/reports/render/printProcess.ts');
}, 60_000);
afterEach(() => printer.close());
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
afterAll(() => rm(dirname(script), { recursive: true, force: true }));

test('a report is printed by another process, while this one goes on', async () => {
  printer = startPrinter(null, script);
  let turns = 0;
  const ticking = setInterval(() => (turns += 1), 1);
  const printed = await printer.render(order);
  clearInterval(ticking);
  expect(printed.file.subarray(0, 2).toString()).toBe('PK');
  expect(turns).toBeGreaterThan(20);
  expect(printer.memory()).toBeGreaterThan(20 * 2 ** 20);
}, 120_000);

test('what it refuses is said, and the next is printed all the same', async () => {
  printer = startPrinter(null, script);
  const [refused, printed] = await Promise.allSettled([
    printer.render({ ...order, snapshot: '{' }),
    printer.render({ ...order, format: 'xlsx' }),
  ]);
  expect(refused).toMatchObject({ status: 'rejected', reason: { name: 'Problem', code: 'internal' } });
  expect(printed.status).toBe('fulfilled');
}, 120_000);

test('one that dies between two files is not asked for the next', async () => {
  const weary = join(dirname(script), 'weary.mjs');
  await writeFile(
    weary,
    `process.on('message', ({ nth }) => {
       const rendered = { file: Buffer.from('done'), missing: [], unknown: [], unused: [] };
       process.send({ nth, rendered, memory: process.pid }, () => process.exit(1));
     });`,
  );
  printer = startPrinter(null, weary);
  await printer.render(order);
  const first = printer.memory();
  await expect.poll(() => isAlive(first)).toBe(false);
  expect((await printer.render(order)).file.toString()).toBe('done');
}, 120_000);

test('what is issued is printed however many wait', async () => {
  const echoing = join(dirname(script), 'echoing.mjs');
  await writeFile(
    echoing,
    `process.on('message', ({ nth }) => process.send({ nth, failed: { sentence: 'no' } }));`,
  );
  printer = startPrinter(null, echoing);
  const asked = Array.from({ length: 20 }, () => printer.render(order));
  const ended = await Promise.allSettled([...asked, printer.renderPatiently(order), printer.render(order)]);
  const why = ended.slice(-2).map((one) => (one.status === 'rejected' ? String(one.reason.message) : ''));
  expect(why).toEqual(['no', expect.stringContaining('21 files are waiting')]);
}, 120_000);

test('when it dies the one who asked is told, and others wait no more than there is patience for', async () => {
  const dying = join(dirname(script), 'dying.mjs');
  await writeFile(
    dying,
    `process.on('message', ({ nth }) => nth === 1 ? process.exit(1) : process.send({ nth, failed: { sentence: 'no' } }));`,
  );
  printer = startPrinter(null, dying);
  const asked = Array.from({ length: 21 }, () => printer.render(order));
  const ended = await Promise.allSettled(asked);
  const why = ended.map((one) => (one.status === 'rejected' ? String(one.reason.message) : ''));
  expect(why[0]).toContain('ended');
  expect(why.slice(1, 20)).toEqual(Array.from({ length: 19 }, () => 'no'));
  expect(why.at(-1)).toContain('20 files are waiting');
}, 120_000);
