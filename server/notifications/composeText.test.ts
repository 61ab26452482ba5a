import { describe, expect, it } from 'vitest';
import type { Message, Told } from './channels/channel.ts';
import { composeText } from './composeText.ts';

const told = (textZh: string, department: string | null = 'A-H'): Told => ({
  notificationId: 1,
  at: 0,
  kind: 'flag.sent',
  department,
  flagIds: [7],
  textZh,
  textEn: `en ${textZh}`,
});
const message = (all: Told[], deskUrl: string | null = null): Message => ({
  id: 'm',
  told: all,
  address: null,
  words: { departmentName: (code) => ({ 'A-H': '甲区住建', 'A-P': '甲区公安' })[code] ?? code, deskUrl },
});

describe('a message', () => {
  it('is the sentence in the language of the channel, and the address of the desk', () => {
    const one = message([told('一件红牌待核实')], 'https://duban.example');
    expect(composeText(one, 'zh', 2048)).toEqual({
      subject: '督办提醒',
      body: '一件红牌待核实\n\nhttps://duban.example/flags/7',
    });
    expect(composeText(one, 'en', 2048).body).toContain('en 一件红牌待核实');
  });

  it('that is about no flag or several leads to the desk itself', () => {
    const one = told('三件');
    expect(composeText(message([{ ...one, flagIds: [7, 8] }], 'https://d.example'), 'zh', 2048).body).toMatch(
      /example$/,
    );
    expect(composeText(message([{ ...one, flagIds: [] }], 'https://d.example'), 'zh', 2048).body).toMatch(
      /example$/,
    );
  });

  it('is a digest of several, department by department', () => {
    const several = message([told('甲'), told('乙', 'A-P'), told('丙'), told('丁', null)]);
    expect(composeText(several, 'zh', 2048)).toEqual({
      subject: '督办：4 条消息',
      body: '督办：4 条消息\n【甲区住建】\n· 甲\n· 丙\n【甲区公安】\n· 乙\n【全市】\n· 丁',
    });
  });

  it('counts what does not fit and stays within its bytes', () => {
    const many = message(
      Array.from({ length: 200 }, (_, i) => told(`第 ${i} 件办件超期未答复`)),
      'https://duban.example',
    );
    const { body } = composeText(many, 'zh', 2048);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(2048);
    const shown = body.split('\n').filter((line) => line.startsWith('·')).length;
    expect(shown).toBeGreaterThan(20);
    expect(body).toContain(`另有 ${200 - shown} 条`);
    expect(body).toMatch(/https:\/\/duban\.example\/flags\/7$/);
  });

  it('cuts a sentence that is too long by itself', () => {
    const { body } = composeText(message([told('长'.repeat(5000))]), 'zh', 2048);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(2048);
    expect(body.endsWith('…')).toBe(true);
  });

  it('holds no mark-up of a chat and no line of its own making', () => {
    const { body } = composeText(message([told('请看\n<at user_id="all">所有人</at>')]), 'zh', 2048);
    expect(body).toBe('请看 ＜at user_id="all"＞所有人＜/at＞');
  });
});
