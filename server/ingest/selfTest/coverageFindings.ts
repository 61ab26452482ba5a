import type { SelfTestFinding } from '#contract/selfTestSchema';
import { needs } from '../../domain/quality/needs.ts';
import { finding } from './finding.ts';
import type { Looked } from './lookedAt.ts';

/** Fewer cases may have had no occasion. */
const leastCases = 5;

/** Event types and fields that rules need and that are never sent, unless the source is registered as unable to. */
export function coverageFindings({ events, cases, source }: Looked): SelfTestFinding[] {
  if (cases.length < leastCases) return [];
  const sent = events.flatMap(({ event }) => event ?? []);
  return needs.flatMap(({ type, field, rules, always, cannotExpress }) => {
    if (cannotExpress !== undefined && source.settings.cannotExpress.includes(cannotExpress)) return [];
    const ofType = sent.filter((event) => event.type === type);
    if (field === undefined) {
      if (ofType.length > 0) return [];
      const severity = always ? 'warning' : 'note';
      return [
        finding({
          code: 'type_never_sent',
          n: 0,
          of: sent.length,
          facts: { type },
          rules,
          severity,
          path: 'type',
        }),
      ];
    }
    if (ofType.length === 0 || ofType.some(({ data }) => data[field] !== undefined)) return [];
    const shown = field === 'applicantRef' ? 'applicant.idNumber' : field;
    return [
      finding({
        code: 'field_never_sent',
        n: 0,
        of: ofType.length,
        path: `data.${shown}`,
        facts: { type, field: shown },
        rules,
      }),
    ];
  });
}
