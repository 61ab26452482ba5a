import { afterAll, beforeAll, expect, test } from 'vitest';
import { templateSchema, type ReportTemplate } from '#contract/reports/reportSetupSchema';
import { accountWithToken, readApp } from '../testing/readApp.ts';
import { reportOffice } from '../testing/reportOffice.ts';
import { unzip } from '../testing/unzip.ts';
import { wordParagraph, wordTemplate } from '../testing/wordTemplate.ts';
import { zipOf } from '../testing/zipOf.ts';
import { createFileCache } from './render/fileCache.ts';
import { renderReport } from './renderReport.ts';
import { reportFileRoutes } from './reportFileRoutes.ts';
import { templateRoutes } from './templateRoutes.ts';

const now = Date.parse('2026-11-02T09:00:00+08:00');
let office: Awaited<ReturnType<typeof reportOffice>>;
let app: Awaited<ReturnType<typeof readApp>>;
const tokens = new Map<string, string>();
beforeAll(async () => {
  office = await reportOffice(now, [{ name: 'orders', role: 'supervisor' }]);
  const { pool, catalogue } = office;
  for (const person of [
    { name: 'chief', role: 'supervisor' as const },
    { name: 'li', role: 'inspector' as const },
    { name: 'housing', role: 'department' as const, department: 'A-H' },
    { name: 'district', role: 'supervisor' as const, region: 'B' },
  ])
    tokens.set(person.name, await accountWithToken(pool, person, now));
  app = await readApp(pool, { now }, ({ clock }) => {
    const cache = createFileCache(10_000_000);
    const parts = { pool, clock, catalogue: () => catalogue, cache, office: null, deskUrl: null };
    const printing = {
      ...parts,
      render: (order: Parameters<typeof renderReport>[0]) => renderReport(order, null),
    };
    return [templateRoutes(printing), reportFileRoutes(printing)];
  });
});
afterAll(async () => {
  await app.close();
  await office.close();
});

const ask = (who: string, method: string, path: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> =>
  fetch(`${app.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${tokens.get(who)}` },
    ...(body ? { body } : {}),
  });
async function add(who: string, file: Buffer | string, query = 'name=ours&kind=monthly_bulletin') {
  const response = await ask(who, 'POST', `/report-templates?${query}`, new Uint8Array(Buffer.from(file)));
  return { status: response.status, body: (await response.json()) as ReportTemplate & { detail: string } };
}
const listed = async (who: string): Promise<ReportTemplate[]> =>
  ((await (await ask(who, 'GET', '/report-templates')).json()) as { items: ReportTemplate[] }).items;
const word = (text: string) => zipOf(wordTemplate(wordParagraph(text)));

test('what is no Word document, or holds macros, is refused before there is a report to try it on', async () => {
  expect((await add('chief', 'PK and no more')).status).toBe(415);
  const locked = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]);
  expect(await add('chief', locked)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('password') },
  });
  const macros = await zipOf({ ...wordTemplate(wordParagraph('{{title}}')), 'word/vbaProject.bin': 'x' });
  expect(await add('chief', macros)).toMatchObject({
    status: 400,
    body: { detail: expect.stringContaining('macros') },
  });
  expect((await add('chief', Buffer.alloc(6_000_000))).status).toBe(413);
  expect(await listed('chief')).toEqual([]);
});

test('templates are kept by supervisors of all places, and offered to whoever orders reports', async () => {
  const file = await word('{{title}}');
  expect((await add('li', file)).status).toBe(403);
  expect((await add('district', file)).status).toBe(403);
  const { status, body } = await add('chief', file, 'name=early&kind=daily_scan');
  expect(status).toBe(201);
  expect(templateSchema.parse(body)).toEqual(body);
  expect(body).toMatchObject({ addedBy: 'chief', bytes: file.length, unknown: null, unused: null });
  expect(await listed('li')).toEqual([body]);
  expect((await ask('housing', 'GET', '/report-templates')).status).toBe(403);
  expect((await ask('li', 'DELETE', `/report-templates/${body.templateId}`)).status).toBe(403);
});

test('one that is added is tried on the newest report, prints it, and prints nothing more once it is removed', async () => {
  const ordered = await office.ask<{ reportId: string }>('orders', 'POST', '', {
    body: { kind: 'monthly_bulletin', period: '2026-10' },
  });
  await office.make();
  const { body } = await add('chief', await word('{{title}} by {{nobody}}'));
  expect(body.unknown).toEqual(['nobody']);
  expect(body.unused).toContain('body');

  const print = (template: number, language = 'zh') =>
    ask(
      'chief',
      'GET',
      `/reports/${ordered.body.reportId}?format=docx&language=${language}&template=${template}`,
    );
  const printed = await print(body.templateId);
  expect(printed.headers.get('x-report-unknown')).toBe('nobody');
  const text = unzip(Buffer.from(await printed.arrayBuffer())).get('word/document.xml') ?? '';
  expect(text).toContain('2026年10月');
  expect(text).not.toContain('{{title}}');
  // of another kind
  const [early] = (await listed('chief')).filter(({ kind }) => kind === 'daily_scan');
  expect((await print(early?.templateId ?? 0)).status).toBe(400);

  const remove = () => ask('chief', 'DELETE', `/report-templates/${body.templateId}`);
  expect((await remove()).status).toBe(204);
  expect((await remove()).status).toBe(404);
  // printed a moment ago or not
  expect((await print(body.templateId)).status).toBe(400);
  expect((await print(body.templateId, 'en')).status).toBe(400);
  expect((await listed('chief')).map(({ name }) => name)).toEqual(['early']);
  const { rows } = await office.pool.query(
    `select action, actor, detail ->> 'name' as name from audit_entries
      where subject_kind = 'report_template' and subject_id = $1 order by audit_id`,
    [String(body.templateId)],
  );
  expect(rows).toEqual([
    { action: 'report_template.added', actor: expect.stringContaining('chief'), name: 'ours' },
    { action: 'report_template.removed', actor: expect.stringContaining('chief'), name: null },
  ]);
});
