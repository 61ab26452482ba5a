import type { APIRequestContext } from 'playwright-core';
import type { PairingStart, ScreenRow, ScreenSettings } from '#contract/screen';

/** Who lets screens in: an administrator's API token, at this server. */
export interface ScreenKeeper {
  url: string;
  token: string;
}

/** Approves the code that a screen shows, as an administrator does at the desk. Answers the screen's number. */
export async function approveScreen(
  { url, token }: ScreenKeeper,
  code: string,
  approval: { name: string; settings?: Partial<ScreenSettings> } | { screenId: number },
): Promise<number> {
  const response = await fetch(`${url}/api/v1/screens/pairing/${code}/approve`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(approval),
  });
  if (!response.ok) throw new Error(`the screen was not approved: ${await response.text()}`);
  const { screenId } = (await response.json()) as ScreenRow;
  return screenId;
}

/** Makes the browser behind `request` a paired screen before it has opened a page. Answers the screen's number. */
export async function pairScreen(
  keeper: ScreenKeeper,
  request: APIRequestContext,
  approval: { name: string; settings?: Partial<ScreenSettings> },
): Promise<number> {
  const { url } = keeper;
  const headers = { origin: url };
  const asked = await request.post(`${url}/api/v1/screens/pairing`, { headers, data: {} });
  const { device_code, user_code } = (await asked.json()) as PairingStart;
  const screenId = await approveScreen(keeper, user_code, approval);
  const taken = await request.post(`${url}/api/v1/screens/token`, { headers, data: { device_code } });
  if (!taken.ok()) throw new Error(`the screen was not let in: ${await taken.text()}`);
  return screenId;
}
