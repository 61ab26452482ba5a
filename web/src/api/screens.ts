import type { ScreenCommand, ScreenRow, ScreenSettingsFile } from '#contract/screen';
import { request } from './request.ts';

const path = (screenId: number) => `/screens/${screenId}`;

/** Every screen of the caller's region. */
export const listScreens = async (): Promise<ScreenRow[]> =>
  (await request<{ items: ScreenRow[] }>('GET', '/screens')).items;

export const getScreen = (screenId: number): Promise<ScreenRow> => request('GET', path(screenId));

/** @param change what it holds; settings may come from a file: the server says what is wrong with them */
export const changeScreen = (
  screenId: number,
  change: { name?: string; region?: string | null; settings?: unknown },
  version: number,
): Promise<ScreenRow> => request('PATCH', path(screenId), change, version);

export const commandScreen = (screenId: number, command: ScreenCommand): Promise<void> =>
  request('POST', `${path(screenId)}/command`, command);

/** Its credential ends at once; the screen shows a code again. */
export const revokeScreen = (screenId: number): Promise<void> => request('POST', `${path(screenId)}/revoke`);

/** Settings of the screens that a file names, all of them or none; the server says what is wrong with it. */
export const putSettingsFile = (file: unknown): Promise<ScreenSettingsFile> =>
  request('PUT', '/screens/settings.json', file);

/** Address of the newest picture that a screen sent of itself. */
export const screenshotUrl = ({ screenId, screenshotAt }: ScreenRow): string | null =>
  screenshotAt === null ? null : `/api/v1${path(screenId)}/screenshot?at=${encodeURIComponent(screenshotAt)}`;
