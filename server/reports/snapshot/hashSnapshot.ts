import { hash } from 'node:crypto';
import { canonicalJson } from '#contract/canonicalJson';
import type { ReportSnapshot } from '#contract/reports/snapshot';

/** A snapshot as it is kept: canonical JSON (RFC 8785), of which anybody can compute the hash again. */
export function snapshotText(snapshot: ReportSnapshot): string {
  const text = canonicalJson(snapshot, 'kept');
  if (text === undefined) throw new Error('A snapshot is nested deeper than 32 levels.');
  return text;
}

/** Hex SHA-256 of a snapshot's text in UTF-8. */
export function hashSnapshot(snapshot: ReportSnapshot): string {
  return hash('sha256', snapshotText(snapshot), 'hex');
}
