import type { SourceReading } from '#contract/sourceReadingSchema';
import type { SelfTest } from '#contract/selfTestSchema';
import type { SourceQuality } from '#contract/sourceQualitySchema';
import type {
  AddedSource,
  IssuedKey,
  OutageAnswer,
  SourceAnswer,
  SourceHandlers,
  SourceKeyAnswer,
  ValuesReport,
} from '#contract/sourceSchema';
import { request } from './request.ts';

export type {
  AddedSource,
  IssuedKey,
  OutageAnswer,
  SelfTest,
  SourceAnswer,
  SourceHandlers,
  SourceKeyAnswer,
  SourceQuality,
  SourceReading,
  ValuesReport,
};
type Items<Item> = Promise<{ items: Item[] }>;

export const listSources = async (): Promise<SourceReading[]> =>
  (await (request('GET', '/sources') as Items<SourceReading>)).items;
export const getSource = (id: number): Promise<SourceAnswer> => request('GET', `/sources/${id}`);
export const addSource = (body: object): Promise<AddedSource> => request('POST', '/sources', body);
export const changeSource = (id: number, body: object, version: number): Promise<SourceAnswer> =>
  request('PATCH', `/sources/${id}`, body, version);
export const switchSource = (id: number, action: 'disable' | 'enable' | 'revoke'): Promise<void> =>
  request('POST', `/sources/${id}/${action}`);
export const sourceQuality = (id: number): Promise<SourceQuality> => request('GET', `/sources/${id}/quality`);

export const listKeys = async (id: number): Promise<SourceKeyAnswer[]> =>
  (await (request('GET', `/sources/${id}/keys`) as Items<SourceKeyAnswer>)).items;
/** The key is in the answer and never again. */
export const issueKey = (id: number, body: { label: string; othersEndAt?: string }): Promise<IssuedKey> =>
  request('POST', `/sources/${id}/keys`, body);
export const revokeKey = (id: number, keyId: number): Promise<void> =>
  request('POST', `/sources/${id}/keys/${keyId}/revoke`, {});

export const previewValues = (
  id: number,
  values: SourceAnswer['settings']['values'],
): Promise<ValuesReport> => request('POST', `/sources/${id}/values:preview`, { values });

export const getHandlers = (id: number): Promise<SourceHandlers> => request('GET', `/sources/${id}/handlers`);
export const setHandlers = (id: number, body: SourceHandlers): Promise<SourceHandlers> =>
  request('PUT', `/sources/${id}/handlers`, body);
export const listOutages = async (id: number): Promise<OutageAnswer[]> =>
  (await (request('GET', `/sources/${id}/outages`) as Items<OutageAnswer>)).items;
export const declareOutage = (
  id: number,
  body: { from: string; to: string; reason: string },
): Promise<void> => request('POST', `/sources/${id}/outages`, body);
export const removeOutage = (id: number, outageId: string): Promise<void> =>
  request('DELETE', `/sources/${id}/outages/${encodeURIComponent(outageId)}`);

/** What a file of events would come to: a JSON array, or an event a line. */
export const checkFile = (id: number, text: string): Promise<SelfTest> => {
  const type = /^\s*\[/.test(text) ? 'application/cloudevents-batch+json' : 'application/x-ndjson';
  return request('POST', `/sources/${id}/check`, new Blob([text], { type }));
};
export const checkRecent = (id: number, events: number): Promise<SelfTest> =>
  request('GET', `/sources/${id}/check?events=${events}`);
