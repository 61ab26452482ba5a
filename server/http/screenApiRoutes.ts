import { z } from 'zod';
import {
  deviceCodeSchema,
  ownScreenSchema,
  pairingApprovalSchema,
  pairingRequestSchema,
  pairingStartSchema,
  screenChangeSchema,
  screenCommandSchema,
  screenListSchema,
  screenRowSchema,
  screenSettingsFileSchema,
  waitingPairingSchema,
} from '#contract/screenSchema';
import type { ApiRoute } from './apiRoute.ts';

const all = '/api/v1/screens';
const one = `${all}/{id}`;
const pairing = `${all}/pairing/{userCode}`;
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account' } as const;
const bodyOf = (schema: z.ZodType) => ({ types: ['application/json'], schema });

/** Wall screens as devices: how one is let in, what it is, and what the desk does with all of them. */
export const screenApiRoutes: readonly ApiRoute[] = [
  {
    ...post,
    needs: 'nothing',
    path: `${all}/pairing`,
    summary: 'A device asks to be let in: a code for people to approve (RFC 8628)',
    body: bodyOf(pairingRequestSchema),
    status: 200,
    answer: pairingStartSchema,
  },
  {
    ...post,
    needs: 'nothing',
    path: `${all}/token`,
    summary: 'The device asks for its credential, a cookie, until it has one',
    body: bodyOf(deviceCodeSchema),
    status: 200,
    answer: ownScreenSchema,
  },
  { ...get, path: pairing, summary: 'Which device shows a code', answer: waitingPairingSchema },
  {
    ...post,
    path: `${pairing}/approve`,
    summary: 'Let the device in, as a new screen or in place of another',
    body: bodyOf(pairingApprovalSchema),
    status: 200,
    answer: screenRowSchema,
  },
  { ...post, path: `${pairing}/deny`, summary: 'Turn the device away', status: 204 },
  { ...get, path: all, summary: 'Screens and how they do', answer: screenListSchema },
  {
    ...get,
    path: `${all}/settings.json`,
    summary: 'Settings of all screens as one file',
    answer: screenSettingsFileSchema,
  },
  {
    method: 'put',
    needs: 'account',
    path: `${all}/settings.json`,
    summary: 'Change the settings of the screens that the file names, all of them or none',
    body: bodyOf(screenSettingsFileSchema),
    status: 200,
    answer: screenSettingsFileSchema,
  },
  { ...get, path: one, summary: 'A screen', answer: screenRowSchema },
  {
    method: 'patch',
    needs: 'account',
    path: one,
    summary: 'Change name, region or settings; If-Match',
    body: bodyOf(screenChangeSchema),
    status: 200,
    answer: screenRowSchema,
  },
  {
    ...post,
    path: `${one}/command`,
    summary: 'Tell a connected screen to do something',
    body: bodyOf(screenCommandSchema),
    status: 204,
  },
  { ...post, path: `${one}/revoke`, summary: 'End the credential; the screen is dark at once', status: 204 },
  { ...get, path: `${one}/screenshot`, summary: 'What the screen last showed when asked', file: 'image/*' },
  {
    ...get,
    needs: 'screen',
    path: '/api/v1/screen',
    summary: 'What the asking screen is',
    answer: ownScreenSchema,
  },
  {
    ...post,
    needs: 'screen',
    path: '/api/v1/screen/screenshot',
    summary: 'What the screen shows, once it was asked for; up to 1 MB',
    body: { types: ['image/jpeg', 'image/png'], schema: z.unknown() },
    status: 204,
  },
];
