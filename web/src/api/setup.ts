import { request } from './request.ts';

/** Whether the installation still waits for its first administrator. */
export async function isSetupOpen(): Promise<boolean> {
  return (await request<{ open: boolean }>('GET', '/setup')).open;
}

/** @param code the one-time code the server printed when it started */
export async function setUp(code: string, name: string, password: string): Promise<void> {
  await request<unknown>('POST', '/setup', { code, name, password });
}
