import { Problem } from '#contract/problem';
import type { ProblemCode } from '#contract/problem';
import type { OwnScreen } from '#contract/screen';
import { request } from './request.ts';

const noDevice: readonly ProblemCode[] = ['unauthenticated', 'forbidden', 'not_found'];

/** What this screen is; null in a browser that is no paired screen. @throws Problem when the server cannot say */
export async function getOwnScreen(): Promise<OwnScreen | null> {
  try {
    return await request<OwnScreen>('GET', '/screen');
  } catch (error) {
    if (error instanceof Problem && noDevice.includes(error.code)) return null;
    throw error;
  }
}

/** Answers to the desk that asked for it. */
export const sendScreenshot = (image: Blob): Promise<void> => request('POST', '/screen/screenshot', image);
