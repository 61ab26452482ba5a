import { createServer, type IncomingHttpHeaders } from 'node:http';
import { listen } from '../http/httpServer.ts';

export interface HeardRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface GivenAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: object;
}

/** A real server on a free loopback port that keeps what it hears; answers are taken in turn, then 200 and `errcode` 0. */
export async function httpReceiver() {
  const heard: HeardRequest[] = [];
  const answers: GivenAnswer[] = [];
  const server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      heard.push({
        path: req.url ?? '',
        headers: req.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      const { status = 200, headers = {}, body = { errcode: 0, code: 0 } } = answers.shift() ?? {};
      res.writeHead(status, headers).end(JSON.stringify(body));
    });
  });
  const { port, close } = await listen(server, { host: '127.0.0.1', port: 0 });
  return { url: `http://127.0.0.1:${port}`, heard, answers, close: () => close(0) };
}
