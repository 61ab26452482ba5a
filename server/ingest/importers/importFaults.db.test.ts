import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importWorld, requestsHead, requestsMapping, type ImportWorld } from '../../testing/importWorld.ts';

let world: ImportWorld;
beforeAll(async () => {
  world = await importWorld();
});
afterAll(() => world.drop());

describe('duban import of faulty files', () => {
  it('reports what a row has wrong by line and goes on with the rest', async () => {
    const file = [
      requestsHead,
      '1,13/45/2015 12:00:00 AM,,,Lamp,PW,North',
      '2,01/01/2015 12:00:00 AM',
      '3,"01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      '4,01/01/2015 12:00:00 AM,,,"La"mp,PW,North',
      `5,01/01/2015 12:00:00 AM,,,${'x'.repeat(100_000)},PW,North`,
      '6/1,01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      ',01/01/2015 12:00:00 AM,,,Lamp,PW,North',
      '7,01/01/2015 12:00:00 AM,01/01/0015 12:00:00 AM,,Lamp,PW,North',
      '8,01/01/2015 12:00:00 AM,,soon,"Lamp, ""big""",PW,North',
      '',
    ].join('\r\n');
    const { code, summary } = await world.run(`\uFEFF${file}`, requestsMapping('faults'));
    expect(code).toBe(0);
    expect(summary).toMatchObject({ rows: 9, accepted: 1, rejected: 9 });
    expect(summary.problems.map(({ line, reason }) => `${line}: ${reason}`)).toEqual([
      '2: OPENED "13/45/2015 12:00:00 AM" is no time of the form MM/dd/yyyy hh:mm:ss a',
      '3: the line has 2 fields where the header names 7',
      '4: column 2: a quote is not closed, or stands inside the text without being doubled',
      '5: column 5: a quote is not closed, or stands inside the text without being doubled',
      '6: column 5: the field is longer than 64 KB',
      '7: subject is "6/1"; a case number holds no ":" or "/".',
      '8: ID is empty: a row needs a case number',
      '9: TARGET "01/01/0015 12:00:00 AM" lies in the year 15; years from 1900 to 2199 are taken',
      '10: CLOSED "soon" is no time of the form MM/dd/yyyy hh:mm:ss a',
    ]);
    expect(await world.caseRow('faults:8')).toMatchObject({ item: 'Lamp, "big"', concluded_at: null });
  });

  it('takes a thousand random years as times or as faults, and stops at none', async () => {
    const years = Array.from({ length: 1000 }, (_, i) => String((i * 7919) % 10_000).padStart(4, '0'));
    const rows = years.map((year, i) => `${i},01/01/${year} 12:00:00 AM,,,Lamp,PW,North`);
    const { summary } = await world.run([requestsHead, ...rows].join('\n'), requestsMapping('years'));
    const taken = years.filter((year) => Number(year) >= 1900 && Number(year) <= 2026).length;
    expect(taken).toBeGreaterThan(5);
    expect(summary).toMatchObject({ rows: 1000, accepted: taken, rejected: 1000 - taken });
  });

  it('takes nothing of a file whose codes nobody knows, and says how to go on', async () => {
    const { code, summary, err } = await world.run(
      `${requestsHead}\n1,01/01/2015 12:00:00 AM,,,Lamp-9,PW,North\n`,
      {
        ...requestsMapping('strict'),
        lenient: false,
      },
    );
    expect(code).toBe(1);
    expect(summary).toMatchObject({ accepted: 0, rejected: 1 });
    expect(err[0]).toMatch(/data.item is "Lamp-9", which the catalogue does not know; import the catalogue/);
  });

  it('reads a file in the encoding that the mapping names', async () => {
    const text = Buffer.concat([
      Buffer.from(`${requestsHead}\n1,01/01/2015 12:00:00 AM,,,Lamp,PW,`),
      Buffer.from([0xd3, 0xe5, 0xb1, 0xb1]),
    ]);
    const utf8 = await world.run(text, requestsMapping('gbk'));
    expect(utf8.code).toBe(1);
    expect(utf8.err[0]).toMatch(/is not utf-8 after about \d+ bytes; name its encoding in the mapping/);
    expect((await world.run(text, { ...requestsMapping('gbk'), encoding: 'gb18030' })).code).toBe(0);
    expect((await world.caseRow('gbk:1'))?.region).toBe('渝北');
  });

  it('names a column that is missing and those that there are, before anything is registered', async () => {
    const { code, err, summary } = await world.run('ID,OPENED\n1,x\n', requestsMapping('columns'));
    expect(code).toBe(1);
    expect(err[0]).toMatch(/has no column "TYPE", "DEPT", "AREA", "TARGET", "CLOSED"; it has "ID", "OPENED"/);
    expect(summary).toMatchObject({ rows: 0, accepted: 0 });
    const { rows } = await world.pool.query("select 1 from sources where name = 'requests-columns'");
    expect(rows).toEqual([]);
  });

  it('imports what stands before the place where a gzip file breaks, and says so', async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, i) => `${i},01/01/2015 12:00:00 AM,,,Lamp,PW,Area ${i % 7}`,
    );
    const whole = gzipSync([requestsHead, ...rows].join('\n'));
    const broken = await world.run(whole.subarray(0, whole.length - 2000), requestsMapping('gzip'));
    expect(broken.code).toBe(1);
    expect(broken.err.at(-1)).toMatch(/is broken gzip after \d+ unpacked bytes \(unexpected end of file\)/);
    expect(broken.summary.accepted).toBeGreaterThan(10_000);
    const mended = await world.run(whole, requestsMapping('gzip'));
    expect(mended.code).toBe(0);
    expect(mended.summary).toMatchObject({
      cases: 20_000,
      accepted: 20_000 - broken.summary.accepted,
      duplicates: broken.summary.accepted,
    });
  });

  it('refuses a mapping that would judge a registered source by other settings', async () => {
    const file = `${requestsHead}\n1,01/01/2015 12:25:36 AM,,,Lamp,PW,North\n`;
    await world.run(file, requestsMapping('settings'));
    const other = await world.run(file, { ...requestsMapping('settings'), trustDueDates: false });
    expect(other.code).toBe(1);
    expect(other.err[0]).toBe(
      'The source "requests-settings" is registered with trustDueDates true and the mapping says false. Give the mapping another "source", or the trustDueDates of the registered one.',
    );
  });

  it('answers 2 and the usage for wrong arguments', async () => {
    const { code, err } = await world.command(['file']);
    expect(code).toBe(2);
    expect(err).toEqual([
      'One FILE and --mapping MAPPING are expected.',
      'usage: duban import FILE --mapping MAPPING [--dry-run] [--progress]',
    ]);
  });
});
