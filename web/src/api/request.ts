import { Problem } from '#contract/problem';
import type { ProblemBody } from '#contract/problem';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * One call to `/api/v1`. Answers the parsed body, or undefined for 204.
 * @param body sent as JSON; a file as it is
 * @param version that the caller has seen of what it changes
 * @param patience ms to wait for the answer, where nobody is there to see that it never comes
 * @throws Problem with the server's code; `internal` when the server cannot be reached
 */
export async function request<Answer>(
  method: Method,
  path: string,
  body?: unknown,
  version?: number,
  patience?: number,
): Promise<Answer> {
  const headers = new Headers();
  if (body instanceof Blob) headers.set('content-type', body.type || 'application/octet-stream');
  else if (body !== undefined) headers.set('content-type', 'application/json');
  if (version !== undefined) headers.set('if-match', `"${version}"`);
  const signal = patience === undefined ? null : AbortSignal.timeout(patience);
  return exchange(path, { method, headers, body: bodyText(body), signal });
}

/** As `request`, with whatever goes along: a call under another credential than the page's own. */
export async function exchange<Answer>(path: string, init: RequestInit): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, init);
  } catch (cause) {
    throw new Problem('internal', 'The server cannot be reached.', { cause });
  }
  const text = await response.text();
  if (!response.ok) throw problemOf(text, response.status);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}

function bodyText(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return body instanceof Blob ? body : JSON.stringify(body);
}

function problemOf(text: string, status: number): Problem {
  try {
    const body = JSON.parse(text) as Partial<ProblemBody>;
    if (body.code) return new Problem(body.code, body.detail ?? '', body.path ? { path: body.path } : {});
  } catch {
    // not from duban itself: a proxy's page
  }
  if (status === 401) return new Problem('unauthenticated', '');
  return new Problem('internal', `The server answered ${status}.`);
}
