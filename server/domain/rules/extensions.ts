import { childrenOf } from '../cases/kinship.ts';
import { endOf } from '../cases/caseFacts.ts';
import type { Extension } from '../cases/caseState.ts';
import { clear, threshold, type Judgement, type Rule } from './rule.ts';

/** EXT-01: an extension beyond what Art. 42 allows: a second one, one of more days, one that nobody approved. */
export const unlawfulExtension: Rule = {
  id: 'EXT-01',
  aspect: 'lawfulness',
  defaults: { workdays: 10, jointWorkdays: 15 },
  judge({ state, round, source, params }) {
    if (round.extensions.length === 0) return clear;
    const most = threshold(params, childrenOf(state) ? 'jointWorkdays' : 'workdays');
    const mustApprove = !source.cannotExpress.includes('extension.approver');
    const judgements = inOrderOfApproval(round.extensions).map((it, index): Judgement => {
      const faults: string[] = [];
      if (index > 0) faults.push('repeated');
      if (it.days > most) faults.push('too_long');
      if (mustApprove && (it.approver ?? '').trim() === '') faults.push('not_approved');
      if (faults.length === 0) return { result: 'clear' };
      return {
        result: 'raised',
        severity: 'yellow',
        occurrence: it.eventId,
        at: it.at,
        caseState: endOf(round) === null ? 'open' : 'concluded',
        facts: { fault: faults.join(','), days: it.days, most },
        events: round.extensions.map((e) => e.eventId),
      };
    });
    return { judgements, checkAt: null };
  },
};

const inOrderOfApproval = (extensions: readonly Extension[]): Extension[] =>
  extensions.toSorted((a, b) => (a.approvedAt ?? a.at) - (b.approvedAt ?? b.at));
