import { describe, expect, it } from 'vitest';
import zh from '../../locales/zh.ts';
import { screenRow } from '../../testing/screenRow.ts';
import { screenFacts, stateText } from './screenFacts.ts';

const now = Date.parse('2026-11-22T02:00:00.000Z');
/** The words of the locale with what is named put in. */
function translate(key: string, named: Record<string, unknown>): string {
  let node: unknown = zh;
  for (const part of key.split('.')) node = (node as Record<string, unknown>)[part];
  return String(node).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(named[name]));
}
const words = { translate, language: 'zh', timezone: 'Asia/Shanghai' } as const;
const facts = (...row: Parameters<typeof screenRow>) =>
  Object.fromEntries(screenFacts(screenRow(...row), now, words).map(({ name, text }) => [name, text]));

describe('what a screen says of itself', () => {
  it('is told in words', () => {
    expect(facts({}, { dataTime: '2026-11-22T01:58:00.000Z', pinned: true, ratio: 2 })).toEqual({
      page: '总览（已固定）',
      size: '1920 × 1080 @2',
      frames: '60 帧/秒',
      heap: '40 MB · 1%',
      data: '2分前',
      clock: '0 秒',
      build: 'b2',
    });
  });

  it('leaves out what its browser does not say', () => {
    const said = facts({}, { page: null, heapBytes: null, clockOffset: null, dataTime: null });
    expect(said).toMatchObject({ page: '未显示页面', data: '没有数据' });
    expect(Object.keys(said)).not.toContain('heap');
    expect(Object.keys(said)).not.toContain('clock');
  });

  it('names a clock that is off by its side, and a build that is not the newest', () => {
    const said = facts({}, { clockOffset: -600_000, build: 'a1b2c3d4.e5f6a7b8' });
    expect(said).toMatchObject({ clock: '−600 秒', build: 'a1b2c3d4（旧）' });
  });

  it('is nothing before its first report', () => {
    expect(facts({ report: null })).toEqual({});
  });
});

it.each([
  [{}, '在线'],
  [{ connected: false }, '尚未上线'],
  [{ connected: false, lastSeenAt: '2026-11-21T23:00:00.000Z' }, '离线 3小时'],
  [{ connected: false, revokedAt: '2026-11-22T01:00:00.000Z' }, '已于 2026-11-22 09:00 撤销'],
])('a screen with %j is called %s', (change, text) => {
  expect(stateText(screenRow(change), now, words)).toBe(text);
});
