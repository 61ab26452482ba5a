import type { InstantText } from './time.ts';

/** WGS 84, degrees. */
export type Position = [longitude: number, latitude: number];
/** Closed: it ends where it begins. */
export type Ring = Position[];
/** The outer ring, counter-clockwise, then its holes, clockwise (RFC 7946). */
export type Polygon = Ring[];

/** One region as the map shows it. */
export interface RegionShape {
  type: 'Feature';
  /** `label`: where a name stands well inside its largest polygon. */
  properties: { code: string; name: string; label: Position };
  geometry: { type: 'MultiPolygon'; coordinates: Polygon[] };
}

/** An imported map, GeoJSON. */
export interface MapDocument {
  type: 'FeatureCollection';
  features: RegionShape[];
}

/** `GET /api/v1/map`. */
export interface MapAnswer {
  mapId: number;
  name: string;
  /** 审图号, which is always shown on the map. */
  approvalNumber: string;
  importedAt: InstantText;
  sha256: string;
  geojson: MapDocument;
}
