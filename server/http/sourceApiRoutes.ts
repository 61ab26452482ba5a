import { z } from 'zod';
import {
  deadLetterSchema,
  letterBulkAnswerSchema,
  letterBulkSchema,
  letterGroupsSchema,
  mendedLetterSchema,
  mendLetterSchema,
  openedLetterSchema,
  openLetterSchema,
} from '#contract/deadLetterSchema';
import { selfTestQuerySchema, selfTestSchema } from '#contract/selfTestSchema';
import {
  addedSourceSchema,
  handlersSchema,
  issuedKeySchema,
  keyEndSchema,
  newOutageSchema,
  newSourceKeySchema,
  newSourceSchema,
  outageListSchema,
  sourceKeyListSchema,
  sourcePatchSchema,
  sourceSchema,
  valuesPreviewSchema,
  valuesReportSchema,
} from '#contract/sourceSchema';
import type { ApiRoute } from './apiRoute.ts';

const all = '/api/v1/sources';
const one = `${all}/{id}`;
const letters = '/api/v1/dead-letters';
const get = { method: 'get', needs: 'account', status: 200 } as const;
const post = { method: 'post', needs: 'account', status: 200 } as const;
const bodyOf = (schema: z.ZodType) => ({ types: ['application/json'], schema });
/** Read event by event, and of events no schema is asked. */
const stream = {
  types: ['application/x-ndjson', 'application/cloudevents-batch+json'],
  schema: z.unknown(),
};

/** Sources as they are registered, their keys and self-test, and what was refused of what they sent. */
export const sourceApiRoutes: readonly ApiRoute[] = [
  {
    ...post,
    path: all,
    summary: 'Register a source; its first key is in the answer and shown only then',
    body: bodyOf(newSourceSchema),
    status: 201,
    answer: addedSourceSchema,
  },
  { ...get, path: one, summary: 'A source as it is registered', answer: sourceSchema },
  {
    ...post,
    method: 'patch',
    path: one,
    summary: 'Mend a registration; If-Match',
    body: bodyOf(sourcePatchSchema),
    answer: sourceSchema,
  },
  { ...post, path: `${one}/disable`, summary: 'Its keys open nothing until it is enabled', status: 204 },
  { ...post, path: `${one}/enable`, summary: 'Its keys work again', status: 204 },
  { ...post, path: `${one}/revoke`, summary: 'End a source and its keys for good', status: 204 },
  {
    ...get,
    path: `${one}/keys`,
    summary: 'Keys of a source, never the keys themselves',
    answer: sourceKeyListSchema,
  },
  {
    ...post,
    path: `${one}/keys`,
    summary: 'Issue a further key, shown only in the answer',
    body: bodyOf(newSourceKeySchema),
    status: 201,
    answer: issuedKeySchema,
  },
  {
    ...post,
    path: `${one}/keys/{keyId}/revoke`,
    summary: 'End a key, now or at a time',
    body: bodyOf(keyEndSchema),
    status: 204,
  },
  { ...get, path: `${one}/handlers`, summary: 'Who is a person and who a machine', answer: handlersSchema },
  {
    ...post,
    method: 'put',
    path: `${one}/handlers`,
    summary: 'Replace the registry of handlers',
    body: bodyOf(handlersSchema),
    answer: handlersSchema,
  },
  { ...get, path: `${one}/outages`, summary: 'Declared outages, newest first', answer: outageListSchema },
  {
    ...post,
    path: `${one}/outages`,
    summary: 'Declare a time in which its silence proves nothing',
    body: bodyOf(newOutageSchema),
    status: 204,
  },
  {
    ...post,
    method: 'delete',
    path: `${one}/outages/{outageId}`,
    summary: 'Take back an outage that was declared here',
    status: 204,
  },
  {
    ...post,
    path: `${one}/values:preview`,
    summary: 'What another code mapping does to what was really sent',
    body: bodyOf(valuesPreviewSchema),
    answer: valuesReportSchema,
  },
  {
    ...post,
    needs: 'sourceKey',
    path: '/api/v1/events:check',
    summary: 'Self-test of a stream with the source’s key: nothing of it is stored',
    body: stream,
    answer: selfTestSchema,
  },
  {
    ...post,
    path: `${one}/check`,
    summary: 'Self-test of a stream as an administrator: nothing of it is stored',
    body: stream,
    answer: selfTestSchema,
  },
  {
    ...get,
    path: `${one}/check`,
    summary: 'Self-test of the newest events that the source has sent',
    query: selfTestQuerySchema,
    answer: selfTestSchema,
  },
  {
    ...get,
    path: '/api/v1/dead-letter-groups',
    summary: 'Open letters by what is wrong with them',
    answer: letterGroupsSchema,
  },
  {
    ...get,
    path: `${letters}/{id}`,
    summary: 'A refused event, without its content',
    answer: deadLetterSchema,
  },
  {
    ...post,
    path: `${letters}/{id}/open`,
    summary: 'The event as it came, masked, for a stated reason; in the audit',
    body: bodyOf(openLetterSchema),
    answer: openedLetterSchema,
  },
  {
    ...post,
    path: `${letters}/{id}/mend`,
    summary: 'Send a mended event in its place',
    body: bodyOf(mendLetterSchema),
    answer: mendedLetterSchema,
  },
  {
    ...post,
    path: `${letters}:bulk`,
    summary: 'Replay or discard open letters, 500 a call; with dryRun only counted',
    body: bodyOf(letterBulkSchema),
    answer: letterBulkAnswerSchema,
  },
];
