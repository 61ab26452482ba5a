import { channelInputSchema } from '#contract/channelSchema';
import { expect, test } from 'vitest';
import { channelBody, channelField, channelValues, firstChannel } from './channelForm.ts';

test('a mail channel as it is typed is what the server takes', () => {
  const typed = {
    ...firstChannel,
    name: '市局邮件',
    host: 'mail.example.org',
    sender: 'duban@example.org',
    recipients: 'a@example.org，b@example.org',
    kinds: 'order, reply.overdue',
    from: '08:30',
    to: '18:00',
  };
  expect(channelInputSchema.parse(channelBody(typed))).toMatchObject({
    kind: 'mail',
    department: null,
    kinds: ['order', 'reply.overdue'],
    hours: { from: '08:30', to: '18:00' },
    mail: { port: 587, to: ['a@example.org', 'b@example.org'], toAccounts: true, user: null },
  });
});

test('a robot has an address and, where it signs, a secret; what is left empty stays as it is', () => {
  const robot = { ...firstChannel, name: '群', url: 'https://example.org/x', secret: 's', recipients: 'x' };
  expect(channelBody({ ...robot, kind: 'wecom' })).not.toHaveProperty('secret');
  expect(channelBody({ ...robot, kind: 'dingtalk' })).toMatchObject({ secret: 's', hours: null });
  expect(channelBody({ ...robot, kind: 'feishu', url: '', secret: '' })).not.toHaveProperty('url');
  for (const kind of ['wecom', 'dingtalk', 'feishu'])
    expect(channelInputSchema.safeParse(channelBody({ ...robot, kind })).error).toBeUndefined();
});

test('a stored channel is shown as it was typed, without its secrets', () => {
  const shown = channelValues({
    kind: 'webhook',
    name: '接口',
    department: 'A-H',
    kinds: ['order'],
    language: 'en',
    rhythm: 'morning',
    enabled: false,
    hours: null,
    mail: null,
    channelId: 1,
    address: 'https://example.org',
    signed: true,
    waiting: 0,
    failures: 0,
    pausedUntil: null,
    createdAt: '2026-11-21T00:00:00.000Z',
    updatedAt: '2026-11-21T00:00:00.000Z',
  });
  expect(channelBody(shown)).toMatchObject({ department: 'A-H', rhythm: 'morning', enabled: false });
  expect(shown).not.toHaveProperty('url');
});

test.each([
  ['mail.from', 'sender'],
  ['mail.to.0', 'recipients'],
  ['mail.port', 'port'],
  ['hours.to', 'to'],
  ['url', 'url'],
])('a fault at %s stands at %s', (path, field) => {
  expect(channelField(path)).toBe(field);
});
