import { expect, it } from 'vitest';
import type { FlagAnswer } from '../../api/followup.ts';
import { conversationLine } from './conversationLine.ts';

const transition = (reason: string, detail: unknown): FlagAnswer['history'][number] => ({
  at: '2026-11-22T02:00:00.000Z',
  reason,
  fromStatus: 'sent',
  toStatus: 'replied',
  fromSeverity: 'yellow',
  toSeverity: 'yellow',
  actor: 'zhou',
  detail,
});

it('tells a reply with its cause, its words and its files', () => {
  const detail = { cause: 'handover', text: '审查人外出，未移交', attachments: ['ab'], dueAt: 1 };
  expect(conversationLine(transition('replied', detail))).toMatchObject({
    actor: 'zhou',
    codes: ['act.cause.handover'],
    text: '审查人外出，未移交',
    attachments: ['ab'],
  });
});

it('tells a call with whom, and a review with its result', () => {
  const call = { with: '周科长', phone: '023-1', said: '明日回复', calledAt: 1 };
  expect(conversationLine(transition('called', call))).toMatchObject({
    plain: ['周科长', '023-1'],
    text: '明日回复',
  });
  expect(conversationLine(transition('reviewed', { passed: false, text: '缺照片' })).codes).toEqual([
    'act.passed.no',
  ]);
});

it('tells in whose place somebody acted', () => {
  expect(conversationLine(transition('noted', { text: '代为说明', for: 'wu' })).standsInFor).toBe('wu');
  expect(conversationLine(transition('noted', { text: '说明' })).standsInFor).toBe('');
});

it('says nothing beside the reason where the rules acted', () => {
  expect(conversationLine(transition('condition_met', {}))).toMatchObject({ codes: [], text: '', plain: [] });
  expect(conversationLine(transition('condition_met', null)).attachments).toEqual([]);
});
