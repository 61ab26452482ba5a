import type { Instant } from '#contract/time';
import { fakeApplicant } from '../applicant.ts';
import type { CaseScript } from '../caseScript.ts';
import { minute, second } from '../time.ts';
import { type CaseBrief, caseWriter } from './caseWriter.ts';

export interface QuickBrief extends CaseBrief {
  submittedAt: Instant;
  channel: string;
}

/** A 即办件: accepted and concluded at the counter within minutes, `acceptedAt` being when the counter is open. */
export function instantLife(brief: QuickBrief & { acceptedAt: Instant; minutes?: number }): CaseScript {
  const { random, submittedAt, acceptedAt } = brief;
  const writer = caseWriter(brief);
  const { codes } = writer;
  const concludedAt = acceptedAt + Math.round((brief.minutes ?? random.between(1, 14)) * 60) * second;
  writer.add('case.submitted', submittedAt, {
    ...codes,
    channel: brief.channel,
    applicant: fakeApplicant(random),
  });
  writer.add('case.received', Math.max(submittedAt, acceptedAt - 20 * second), {
    handler: writer.officer(1),
  });
  writer.add('case.accepted', acceptedAt, { ...codes, handler: writer.officer(1) });
  writer.add('case.concluded', concludedAt, { ...codes, outcome: 'granted', handler: writer.officer(1) });
  if (brief.item.type === '01' || random.chance(0.5)) {
    writer.add('case.delivered', concludedAt + random.int(5, 120) * second, {
      method: random.pick(['online', 'window']),
    });
  }
  return writer.script;
}

/** A 秒批: a machine checks set rules and decides in seconds, day and night. */
export function autoLife(brief: QuickBrief): CaseScript {
  const { random, submittedAt } = brief;
  const writer = caseWriter(brief);
  const { codes, machine: handler } = writer;
  const acceptedAt = submittedAt + random.int(1, 3) * second;
  const concludedAt = acceptedAt + random.int(1, 40) * second;
  writer.add('case.submitted', submittedAt, {
    ...codes,
    channel: brief.channel,
    applicant: fakeApplicant(random),
  });
  writer.add('case.accepted', acceptedAt, { ...codes, handler });
  if (random.chance(0.2)) {
    for (const step of ['信息比对', '规则校验', '自动审批'])
      writer.add('case.step_completed', concludedAt, { step, handler });
  }
  const outcome = random.chance(0.03) ? 'refused' : 'granted';
  writer.add('case.concluded', concludedAt, {
    ...codes,
    outcome,
    handler,
    ...(outcome === 'refused' ? { reason: '数据比对不一致' } : {}),
  });
  const isDelivered = outcome === 'granted' && (brief.item.type === '01' || random.chance(0.3));
  if (isDelivered) writer.add('case.delivered', concludedAt + minute, { method: 'online' });
  return writer.script;
}
