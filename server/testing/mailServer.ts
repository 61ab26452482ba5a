import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

export interface HeardMail {
  from: string;
  to: string[];
  /** Headers and body as they came. */
  text: string;
}

/** A real SMTP server on a free loopback port. It takes `duban` with the password `secret`, and no mail for `gone@…`. */
export async function mailServer() {
  const heard: HeardMail[] = [];
  const trouble: { data?: Error } = {};
  const refusal = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code });
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === 'duban' && password === 'secret') done(null, { user: username });
      else done(refusal(535, 'Wrong password'));
    },
    onRcptTo({ address }, _session, done) {
      done(address.startsWith('gone@') ? refusal(550, 'No such mailbox') : null);
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (trouble.data) return done(trouble.data);
        heard.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          text: Buffer.concat(chunks).toString('utf8'),
        });
        done(null);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return { port, heard, trouble, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}
