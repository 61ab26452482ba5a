import type { CaseEventData } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { KnownEvent } from './pastEventStore.ts';

/** As whom the past is told, and under which case numbers, so that it is nobody's past there. */
export interface Teller {
  uri: string;
  prefix: string;
}

const instants = [
  'promisedDueAt',
  'statutoryDueAt',
  'dueAt',
  'approvedAt',
  'applicantNotifiedAt',
  'time',
] as const;

/**
 * A stored event as a CloudEvent that becomes known at `now`: it happened as long before as it had, and every time it
 * names moves with it. It names its case's places, for cases may have begun before. Nothing of an applicant is told.
 */
export function asLiveEvent(
  event: KnownEvent,
  { uri, prefix }: Teller,
  now: Instant,
): Record<string, unknown> {
  const { knownAt, occurredAt, eventId, type, caseId, region, department, item, data } = event;
  const by = now - knownAt;
  return {
    specversion: '1.0',
    id: eventId,
    source: uri,
    type,
    time: new Date(occurredAt + by).toISOString(),
    subject: prefix + caseId,
    data: {
      ...(region && { region }),
      ...(department && { department }),
      ...(item && { item }),
      ...moved(data, by),
      ...(data.parentCase !== undefined && { parentCase: prefix + data.parentCase }),
    },
  };
}

function moved({ applicantRef: _, applicantIdValid: __, ...data }: CaseEventData, by: number): object {
  const told: Record<string, unknown> = { ...data };
  for (const name of instants) {
    const at = data[name];
    if (at !== undefined) told[name] = new Date(at + by).toISOString();
  }
  if (data.data) told['data'] = moved(data.data, by);
  return told;
}
