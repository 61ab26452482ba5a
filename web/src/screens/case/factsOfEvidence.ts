import type { Facts } from '#contract/wording/facts';

/** The figures a flag carries, as its sentence needs them. */
export function factsOfEvidence(evidence: unknown): Facts {
  if (!isRecord(evidence) || !isRecord(evidence['facts'])) return {};
  return Object.fromEntries(
    Object.entries(evidence['facts']).flatMap(([name, value]) =>
      typeof value === 'number' || typeof value === 'string' ? [[name, value]] : [],
    ),
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
