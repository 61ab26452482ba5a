import { createHash } from 'node:crypto';
import type { ImportedMap, NewMap } from '#contract/mapSchema';
import { Problem } from '#contract/problem';
import type { Instant } from '#contract/time';
import { recordAudit } from '../access/audit.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Queryable } from '../db/queryable.ts';
import { insertMap } from './mapStore.ts';
import { matchShapes } from './matchShapes.ts';
import { prepareMap } from './prepareMap.ts';

/**
 * Records a map, which is shown from then on; `db` is inside a transaction. A dry run reports and records nothing.
 * @throws Problem `invalid` when shapes have no code, share one, have no area, or none is of a region
 */
export async function importMap(
  db: Queryable,
  asked: NewMap,
  { catalogue, actor, now }: { catalogue: Pick<Catalogue, 'regions'>; actor: string; now: Instant },
): Promise<ImportedMap> {
  const { name, approvalNumber, codeProperty } = asked;
  const { document, points, pointsGiven } = prepareMap(asked.geojson, codeProperty);
  const report = matchShapes(document, points, catalogue.regions);
  if (report.matched === 0)
    throw new Problem(
      'invalid',
      `"${codeProperty}" of no shape is the code of a region; it is ${report.shapesWithoutRegion[0]?.code ?? ''} of the first.`,
      { path: 'codeProperty' },
    );
  const answer = { approvalNumber, pointsGiven, report };
  if (asked.dryRun) return { mapId: null, ...answer };
  const text = JSON.stringify(document);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const shapes = document.features.length;
  const map = {
    name,
    approvalNumber,
    codeProperty,
    document: text,
    sha256,
    shapes,
    points,
    importedBy: actor,
  };
  const mapId = await insertMap(db, map, now);
  await recordAudit(db, {
    at: now,
    actor,
    action: 'map.imported',
    subject: { kind: 'map', id: String(mapId) },
    detail: { name, approvalNumber, sha256, shapes },
  });
  return { mapId, ...answer };
}
