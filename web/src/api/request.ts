import { Problem } from '#contract/problem';
import type { ProblemBody } from '#contract/problem';

type Method = 'GET' | 'POST' | 'DELETE';

/**
 * One call to `/api/v1`. Answers the parsed body, or undefined for 204.
 * @throws Problem with the server's code; `internal` when the server cannot be reached
 */
export async function request<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  } catch (cause) {
    throw new Problem('internal', 'The server cannot be reached.', { cause });
  }
  const text = await response.text();
  if (!response.ok) throw problemOf(text, response.status);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
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
