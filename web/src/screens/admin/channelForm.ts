import { channelKinds, type ChannelAnswer, type ChannelKind } from '#contract/channelSchema';
import type { FieldValues } from '../../components/actionFields.ts';

const text = (values: FieldValues, name: string): string => values[name]?.trim() ?? '';
const listed = (values: FieldValues, name: string): string[] =>
  text(values, name)
    .split(/[\s,，、;；]+/)
    .filter(Boolean);
/** What is empty stays out: of a change it stays as it is. */
const given = (name: string, value: string) => (value === '' ? {} : { [name]: value });

export const kindOf = (values: FieldValues): ChannelKind =>
  channelKinds.find((kind) => kind === values['kind']) ?? 'mail';

/** Robots that can sign what they are sent. */
export const signs = (kind: ChannelKind): boolean =>
  kind === 'webhook' || kind === 'dingtalk' || kind === 'feishu';

export const firstChannel: FieldValues = {
  kind: 'mail',
  language: 'zh',
  rhythm: 'at_once',
  enabled: 'yes',
  port: '587',
  security: 'starttls',
  toAccounts: 'yes',
};

/** What a form shows of a channel; what is secret never comes back. */
export function channelValues(channel: ChannelAnswer): FieldValues {
  const { mail, hours } = channel;
  return {
    kind: channel.kind,
    name: channel.name,
    department: channel.department ?? '',
    kinds: channel.kinds.join(', '),
    language: channel.language,
    rhythm: channel.rhythm,
    enabled: channel.enabled ? 'yes' : 'no',
    from: hours?.from ?? '',
    to: hours?.to ?? '',
    ...(mail === null
      ? {}
      : {
          host: mail.host,
          port: String(mail.port),
          security: mail.security,
          user: mail.user ?? '',
          sender: mail.from,
          recipients: mail.to.join(', '),
          toAccounts: mail.toAccounts ? 'yes' : 'no',
        }),
  };
}

/** The body of `POST` and `PUT /api/v1/channels`; the server says what is wrong with it, field by field. */
export function channelBody(values: FieldValues): object {
  const kind = kindOf(values);
  const hours =
    text(values, 'from') === '' && text(values, 'to') === ''
      ? null
      : { from: text(values, 'from'), to: text(values, 'to') };
  const common = {
    kind,
    name: text(values, 'name'),
    department: text(values, 'department') || null,
    kinds: listed(values, 'kinds'),
    language: values['language'],
    rhythm: values['rhythm'],
    enabled: values['enabled'] === 'yes',
    hours,
  };
  if (kind !== 'mail')
    return {
      ...common,
      ...given('url', text(values, 'url')),
      ...(signs(kind) ? given('secret', text(values, 'secret')) : {}),
    };
  return {
    ...common,
    mail: {
      host: text(values, 'host'),
      port: Number(text(values, 'port')),
      security: values['security'],
      user: text(values, 'user') || null,
      from: text(values, 'sender'),
      to: listed(values, 'recipients'),
      toAccounts: values['toAccounts'] === 'yes',
    },
    ...given('password', values['password'] ?? ''),
  };
}

/** Which field of the form a fault that the server names belongs to. */
export function channelField(path: string): string {
  const [first = '', second = ''] = path.split('.');
  if (first === 'hours') return 'to';
  if (first !== 'mail') return first;
  return { from: 'sender', to: 'recipients' }[second] ?? second;
}
