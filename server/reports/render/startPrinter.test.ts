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
