import type { Instant } from '#contract/time';
import type { Queryable } from '../db/queryable.ts';
import type { SourceRecord } from './catalogue.ts';
import { listSources } from './sourceStore.ts';
import { listWatermarks, type Watermark } from './sourceWatermarkStore.ts';

/** Every source with what it brought: a line each, tab-separated, or one line of JSON. Never a key. */
export async function listSourceLines(db: Queryable, format: 'text' | 'json'): Promise<string[]> {
  const sources = await listSources(db);
  const heard = new Map((await listWatermarks(db)).map((watermark) => [watermark.sourceId, watermark]));
  const all = sources.map((source) => ({ source, watermark: heard.get(source.sourceId) }));
  if (format === 'text') return all.map(({ source, watermark }) => textLine(source, watermark));
  return [
    JSON.stringify(
      all.map(({ source, watermark }) => ({
        name: source.name,
        uri: source.uri,
        namespace: source.namespace,
        settings: source.settings,
        createdAt: instantText(source.createdAt),
        revokedAt: instantText(source.revokedAt),
        lastReceivedAt: instantText(watermark?.lastReceivedAt),
        accepted: watermark?.accepted ?? 0,
        duplicates: watermark?.duplicates ?? 0,
        rejected: watermark?.rejected ?? 0,
      })),
    ),
  ];
}

function textLine(
  { name, uri, namespace, settings, revokedAt }: SourceRecord,
  watermark: Watermark | undefined,
): string {
  const traits = [
    namespace === '' ? '' : `namespace ${namespace}`,
    settings.lenient ? 'lenient' : '',
    settings.historical ? 'historical' : '',
    settings.trustDueDates ? 'trusts due dates' : '',
    revokedAt === null ? '' : `revoked ${instantText(revokedAt)}`,
  ].filter((trait) => trait !== '');
  const last = instantText(watermark?.lastReceivedAt);
  const brought = last === null ? 'never heard' : `${watermark?.accepted ?? 0} events, last heard ${last}`;
  return [name, uri, traits.join(', ') || '-', brought].join('\t');
}

function instantText(at: Instant | null | undefined): string | null {
  return at == null ? null : new Date(at).toISOString();
}
