import type { CaseMark, Outcome } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import { fakeApplicant } from '../applicant.ts';
import type { CaseScript } from '../caseScript.ts';
import type { OfficeCalendar } from '../officeCalendar.ts';
import { minute, second } from '../time.ts';
import { type CaseBrief, type CaseWriter, caseWriter } from './caseWriter.ts';
import { stepTimes } from './stepTimes.ts';

/** A 承诺件. The instants that rules look at are given; what lies between is filled in. */
export interface PromisedBrief extends CaseBrief {
  calendar: OfficeCalendar;
  submittedAt: Instant;
  /** Undefined: the submission counts as receipt. */
  receivedAt: Instant | undefined;
  /** Undefined: nobody ever says so. */
  acceptedAt: Instant | undefined;
  concludedAt: Instant;
  outcome?: Outcome;
  marks?: CaseMark[];
  channel?: string;
  correction?: { requestedAt: Instant; receivedAt: Instant };
}

export function promisedLife(brief: PromisedBrief): CaseScript {
  const { submittedAt, receivedAt, acceptedAt, random, marks } = brief;
  const writer = caseWriter(brief);
  const { codes } = writer;
  writer.add('case.submitted', submittedAt, {
    ...codes,
    channel: brief.channel ?? 'web',
    applicant: fakeApplicant(random),
    ...(marks ? { marks } : {}),
  });
  if (receivedAt !== undefined)
    writer.add('case.received', receivedAt, { ...codes, handler: writer.officer(1) });
  if (brief.correction) {
    const { requestedAt, receivedAt: materialsAt } = brief.correction;
    writer.add('case.correction_requested', requestedAt, {
      materials: ['身份证明', '申请表'],
      handler: writer.officer(1),
    });
    writer.add('case.correction_received', materialsAt, { materials: ['身份证明', '申请表'] });
  }
  if (acceptedAt !== undefined)
    writer.add('case.accepted', acceptedAt, { ...codes, handler: writer.officer(1) });
  work(brief, writer);
  return writer.script;
}

const onTheMerits = new Set<Outcome>(['granted', 'granted_with_deficiency', 'refused']);
const reasons: Partial<Record<Outcome, string>> = {
  refused: '不符合法定条件',
  returned: '材料与申请事项不符',
  withdrawn: '申请人撤回申请',
  correction_timeout: '逾期未补正',
};

/** Steps, decision, conclusion, certificate and delivery. */
function work(brief: PromisedBrief, writer: CaseWriter): void {
  const { concludedAt, outcome = 'granted', random, calendar } = brief;
  const begin = brief.acceptedAt ?? brief.receivedAt ?? brief.submittedAt;
  const reported = (brief.item.route ?? []).filter((step) => !step.satisfiedBy);
  const isAfterDecision = (name: string) => name === '制证';
  const span = concludedAt - begin;
  const decidedAt =
    concludedAt - Math.max(0, Math.min(random.int(8, 40) * minute, Math.floor(span / 3000) * second));

  const before = onTheMerits.has(outcome)
    ? reported.filter(({ step }) => !isAfterDecision(step))
    : reported.slice(0, 1);
  let n = 2;
  for (const { step, startedAt, endedAt } of stepTimes(before, begin, decidedAt, calendar, random)) {
    const isTimed = before.some((s) => s.step === step && s.limit);
    if (isTimed || random.chance(0.25))
      writer.add('case.step_started', startedAt, { step, handler: writer.officer(n) });
    writer.add('case.step_completed', endedAt, { step, handler: writer.officer(n) });
    n += 1;
  }
  if (onTheMerits.has(outcome)) {
    writer.add('case.decided', decidedAt, {
      outcome: outcome === 'refused' ? 'refused' : 'granted',
      handler: writer.officer(n),
    });
  }
  const isGranted = outcome === 'granted' || outcome === 'granted_with_deficiency';
  const paper = reported.find(({ step }) => isAfterDecision(step));
  if (isGranted && paper && (paper.required !== false || random.chance(0.5))) {
    const at = decidedAt + Math.floor((concludedAt - decidedAt) / 2000) * second;
    writer.add('case.step_completed', at, { step: paper.step, handler: writer.officer(n) });
  }
  const reason = reasons[outcome];
  writer.add('case.concluded', concludedAt, {
    ...writer.codes,
    outcome,
    handler: writer.officer(n),
    ...(reason === undefined ? {} : { reason }),
  });
  if (!isGranted) return;
  if (brief.item.fee !== undefined && brief.item.fee > 0) {
    writer.add('case.fee_charged', concludedAt + random.int(1, 5) * minute, {
      amount: brief.item.fee,
      currency: 'CNY',
    });
  }
  const issuedAt = calendar.officeTimeAfter(concludedAt, random.between(5, 90));
  // a licence is a paper that must reach the applicant; so is what else an office issues
  if (brief.item.type !== '01' && random.chance(0.5)) return;
  if (random.chance(0.5))
    writer.add('case.certificate_issued', issuedAt, { method: random.pick(['electronic', 'paper']) });
  writer.add('case.delivered', issuedAt + random.int(1, 30) * minute, {
    method: random.pick(['online', 'window', 'post']),
  });
}
