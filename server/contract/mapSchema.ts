import { z } from 'zod';

/** What a map of a city may have: more is for a desk and not for a wall. */
const mostFeatures = 500;
/** Rings of a shape, positions of a ring: as much as a file of the size that is taken can hold. */
const mostParts = 100_000;

const numberNeeded =
  'a map that is shown carries its approval number (地图管理条例: 向社会公开的地图须经审核并显著标注审图号), for example GS(2024)0650号';
/** 审图号 with or without these words before it: who approved, the year, the number. */
const approvalNumber = z
  .string({ error: numberNeeded })
  .max(100, numberNeeded)
  .trim()
  .transform((text) => text.replace(/^审图号\s*[:：]?\s*/, ''))
  .pipe(
    z
      .string()
      .min(1, numberNeeded)
      .max(40)
      .regex(/^[A-Z\p{Script=Han}]{1,8}\s*[(（]\d{4}[)）]\s*\d{1,6}\s*号?$/u, numberNeeded),
  );

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);
// a height may follow; nothing shows it
const position = z
  .tuple([longitude, latitude], z.number())
  .refine(({ length }) => length <= 4, 'longitude, latitude and at most a height expected')
  .meta({ maxItems: 4 });
const ring = z
  .array(position)
  .min(4)
  .max(mostParts)
  .refine((given) => given[0]?.[0] === given.at(-1)?.[0] && given[0]?.[1] === given.at(-1)?.[1], {
    message: 'a ring ends where it begins',
  });
const polygon = z.array(ring).min(1).max(mostParts);
const geometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: polygon }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(polygon).min(1).max(mostParts) }),
]);
const feature = z.object({
  type: z.literal('Feature'),
  properties: z.record(z.string().max(1000), z.unknown()).nullable(),
  geometry,
});

/** GeoJSON (RFC 7946) in WGS 84. */
const featureCollectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(feature).min(1).max(mostFeatures),
});
export type FeatureCollection = z.infer<typeof featureCollectionSchema>;

/** `POST /api/v1/map`. */
export const newMapSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  approvalNumber: approvalNumber.describe('审图号'),
  codeProperty: z
    .string()
    .min(1)
    .max(64)
    .default('adcode')
    .describe('The property of a shape that holds its region’s code'),
  geojson: featureCollectionSchema,
  dryRun: z.boolean().default(false).describe('Reports and imports nothing'),
});
export type NewMap = z.infer<typeof newMapSchema>;

// what goes out

const place = z.object({ code: z.string(), name: z.string() });

const mapReportSchema = z.object({
  shapes: z.int(),
  points: z.int().describe('After simplification'),
  matched: z.int(),
  regionsWithoutShape: z
    .array(place.extend({ kind: z.enum(['division', 'zone', 'city']) }))
    .describe('They stand as tiles beside the map'),
  shapesWithoutRegion: z.array(place).describe('They are not shown'),
});
export type MapReport = z.infer<typeof mapReportSchema>;

export const importedMapSchema = z.object({
  mapId: z.int().nullable().describe('null: a dry run'),
  approvalNumber: z.string(),
  pointsGiven: z.int(),
  report: mapReportSchema,
});
export type ImportedMap = z.infer<typeof importedMapSchema>;

export const mapListSchema = z.object({
  items: z.array(
    z.object({
      mapId: z.int(),
      name: z.string(),
      approvalNumber: z.string(),
      codeProperty: z.string(),
      shapes: z.int(),
      points: z.int(),
      sha256: z.string(),
      importedBy: z.string(),
      importedAt: z.iso.datetime(),
    }),
  ),
  report: mapReportSchema.nullable().describe('Of the newest, by the catalogue of today'),
});
export type MapList = z.infer<typeof mapListSchema>;

export const mapSchema = z.object({
  mapId: z.int(),
  name: z.string(),
  approvalNumber: z.string(),
  importedAt: z.iso.datetime(),
  sha256: z.string(),
  geojson: z.record(z.string(), z.unknown()).describe('A FeatureCollection of MultiPolygons'),
});
