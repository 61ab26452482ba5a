import type { Response } from 'express';
import type { Pool } from 'pg';
import { Problem } from '#contract/problem';
import type { SourceAnswer } from '#contract/sourceSchema';
import type { Instant } from '#contract/time';
import type { AuditEntry } from '../../access/audit.ts';
import { actorOf, signedIn } from '../../access/authenticate.ts';
import { scopeOf } from '../../access/scope.ts';
import type { Queryable } from '../../db/queryable.ts';
import { instantText, instantTextOrNull } from '../../http/instantText.ts';
import type { Catalogue, SourceRecord } from '../catalogue.ts';
import type { CatalogueHolder } from '../catalogueHolder.ts';
import { fixedSettings } from './fixedSettings.ts';
import { sourceInScope } from './managedSourceStore.ts';

export interface SourceParts {
  db: Pool;
  clock: () => Instant;
  holder: CatalogueHolder;
}

/** The source that an address names, as recorded now. @throws Problem `not_found` also for one outside the scope */
export async function managedSource(
  db: Queryable,
  catalogue: Catalogue,
  res: Response,
  id: unknown,
): Promise<SourceRecord & { hasReported: boolean }> {
  const sourceId = /^[1-9]\d{0,8}$/.test(String(id)) ? Number(id) : 0;
  const source = await sourceInScope(db, sourceId, scopeOf(signedIn(res), catalogue));
  if (source) return source;
  throw new Problem(
    'not_found',
    `There is no source "${String(id).slice(0, 40)}" here, or it is outside your scope.`,
  );
}

export function sourceAnswer(source: SourceRecord & { hasReported: boolean }): SourceAnswer {
  const { sourceId, name, uri, namespace, settings, version } = source;
  return {
    sourceId,
    name,
    uri,
    namespace,
    settings: {
      ...settings,
      cannotExpress: settings.cannotExpress as SourceAnswer['settings']['cannotExpress'],
      calendar: settings.calendar ?? null,
      timezone: settings.timezone ?? null,
    },
    version,
    createdAt: instantText(source.createdAt),
    disabledAt: instantTextOrNull(source.disabledAt),
    revokedAt: instantTextOrNull(source.revokedAt),
    fixed: source.hasReported ? [...fixedSettings] : [],
  };
}

/** As the audit tells of it. */
export function sourceAudit(
  res: Response,
  action: string,
  source: Pick<SourceRecord, 'name'>,
  detail: Record<string, unknown>,
  at: Instant,
): AuditEntry {
  return { at, actor: actorOf(res), action, subject: { kind: 'source', id: source.name }, detail };
}
