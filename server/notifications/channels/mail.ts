import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { Problem } from '#contract/problem';
import { composeText } from '../composeText.ts';
import { checkHost } from '../outbound/outbound.ts';
import type { ChannelSender, MailSettings, Sent } from './channel.ts';

const patienceMs = 10_000;

/** Mail over SMTP: a sentence each, or a digest where more is waiting. */
export const mail: ChannelSender = {
  merges: 200,
  limits: [],
  rings: true,
  async send({ mail: settings, secrets, language }, { told, id, address, files, words }, { outbound }) {
    if (settings === null) throw new Problem('internal', 'A mail channel has no mail server.');
    const checked = await checkHost(outbound, settings.host);
    if (!checked.ok)
      return { outcome: 'retry', status: null, detail: checked.reason, afterMs: null, whole: true };
    const { subject, body } = composeText({ told, id, address, words }, language, 100_000);
    const transport = createTransport(connection(settings, checked.address, secrets.password));
    try {
      await transport.sendMail({
        from: settings.from,
        to: address ?? settings.to,
        subject,
        text: body,
        ...(files === undefined || files.length === 0
          ? {}
          : { attachments: files.map(({ name, content }) => ({ filename: name, content })) }),
        messageId: `<${id}@${settings.from.split('@')[1] ?? 'duban'}>`,
        headers: { 'auto-submitted': 'auto-generated' },
      });
      return { outcome: 'sent', status: 250 };
    } catch (error) {
      return failure(error);
    } finally {
      transport.close();
    }
  },
};

/** To the checked address, under the name that the certificate must bear. */
function connection({ host, port, security, user }: MailSettings, address: string, password: string | null) {
  return {
    host: address,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    tls: isIP(host) ? {} : { servername: host },
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    // nothing that a notification says is read from files or fetched
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
  };
}

/** 5xx to a recipient or to the content is for good; everything else may pass. */
function failure(error: unknown): Sent {
  const detail = error instanceof Error ? error.message.slice(0, 300) : 'The mail could not be sent.';
  const status =
    error instanceof Error && 'responseCode' in error && typeof error.responseCode === 'number'
      ? error.responseCode
      : null;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  const ofTheMail = code === 'EENVELOPE' || code === 'EMESSAGE';
  if (ofTheMail && status !== null && status >= 500) return { outcome: 'refused', status, detail };
  return { outcome: 'retry', status, detail, afterMs: null, whole: !ofTheMail };
}
