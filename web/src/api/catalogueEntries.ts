import type { EntryKind } from '#contract/catalogueEntry';
import type {
  CatalogueRevision,
  Entry,
  EntryList,
  EntryVersion,
  RecordChange,
  RevisionDifference,
  RevisionList,
} from '#contract/catalogueEntrySchema';
import type { CatalogueReport, ImportFault } from '#contract/catalogueImportSchema';
import { request } from './request.ts';

export type {
  CatalogueReport,
  CatalogueRevision,
  Entry,
  EntryKind,
  EntryList,
  EntryVersion,
  ImportFault,
  RecordChange,
  RevisionDifference,
  RevisionList,
};

const path = (kind: EntryKind, code: string) => `/catalogue/${kind}/${encodeURIComponent(code)}`;

/** @param cursor `nextCursor` of the page before */
export function listEntries(
  kind: EntryKind,
  filter: { q?: string; provisional?: 'true' },
  cursor: string | null,
): Promise<EntryList> {
  const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) });
  return request('GET', `/catalogue/${kind}?${query.toString()}`);
}

export const getEntry = (kind: EntryKind, code: string): Promise<Entry> => request('GET', path(kind, code));

/** @param seen the version that was changed; 0: it is new */
export const putEntry = (kind: EntryKind, code: string, record: object, seen: number): Promise<Entry> =>
  request('PUT', path(kind, code), record, seen);

export interface SentFile {
  name: string;
  /** Base64. */
  content: string;
}

/** What files would make of the catalogue; nothing is recorded. */
export const checkFiles = (files: readonly SentFile[]): Promise<CatalogueReport> =>
  request('POST', '/catalogue:import', { files, dryRun: true });

/** @param base the revision that the check told */
export const importFiles = (files: readonly SentFile[], base: number): Promise<CatalogueReport> =>
  request('POST', '/catalogue:import', { files }, base);

export function listRevisions(cursor: string | null): Promise<RevisionList> {
  return request(
    'GET',
    `/catalogue/revisions${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`,
  );
}

export const getRevision = (revision: number): Promise<RevisionDifference> =>
  request('GET', `/catalogue/revisions/${revision}`);
