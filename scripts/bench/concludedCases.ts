import type { Pool } from 'pg';
import type { CaseEvent, CaseEventData } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { caseFacts } from '../../server/domain/cases/caseFacts.ts';
import { foldCase } from '../../server/domain/cases/foldCase.ts';
import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';
import { seededRandom } from './seededRandom.ts';

const hour = 3_600_000;
const day = 24 * hour;
const templates = 2000;

/** A concluded case of the demo city: mostly in time, some late, some too fast, one in ten suspended on the way. */
function concludedCase(catalogue: Catalogue, sourceId: number, nth: number, now: Instant) {
  const random = seededRandom(nth + 1);
  const kinds = demoItems.filter(
    (item) => item.promisedLimit?.unit === 'workday' && item.promisedLimit.value >= 3,
  );
  const item = kinds[nth % kinds.length];
  const own = offices.filter((office) => office.kind.code === item?.kind);
  const office = own[nth % own.length] ?? offices[nth % offices.length];
  if (!item || !office) throw new Error('the demo city has no promised items');
  const { region, code: department } = office;
  const acceptedAt = now - Math.floor((40 + 260 * random()) * day);
  const took = Math.max(0.02, 1.6 * random() ** 2) * (item.promisedLimit?.value ?? 5) * 1.4 * 24;
  const handler = (code: string) => ({ handler: { code, kind: 'human' as const } });
  const event = (type: CaseEvent['type'], hours: number, data: CaseEventData = {}): CaseEvent => ({
    caseId: 'TEMPLATE',
    sourceId,
    eventId: `${type}-${hours}`,
    type,
    occurredAt: Math.floor(acceptedAt + hours * hour),
    receivedAt: Math.floor(acceptedAt + hours * hour) + 60_000,
    catalogueRevision: catalogue.revision,
    data,
  });
  const suspended = {
    reason: 'an expert is heard',
    kind: 'expert_review' as const,
    approver: 'u-9',
    approvedDays: 2,
  };
  const events = [
    event('case.submitted', -2, { item: item.code, region, department, channel: 'web' }),
    event('case.received', -1, handler('u-1')),
    event('case.accepted', 0, handler('u-1')),
    event('case.step_started', took * 0.2, { step: 'review', ...handler('u-2') }),
    ...(nth % 10 === 0
      ? [event('case.suspended', took * 0.3, suspended), event('case.resumed', took * 0.5)]
      : []),
    event('case.step_completed', took * 0.8, { step: 'review', ...handler('u-2') }),
    event('case.concluded', took, { outcome: 'granted', ...handler('u-3') }),
  ];
  return { nth, events, facts: caseFacts(foldCase(events, ''), catalogue) };
}

/** Concluded cases of the last ten months with all their events, in two statements from templates the law has made. */
export async function seedConcludedCases(
  pool: Pool,
  catalogue: Catalogue,
  sourceId: number,
  count: number,
  now: Instant,
): Promise<void> {
  const made = Array.from({ length: templates }, (_, nth) => concludedCase(catalogue, sourceId, nth, now));
  const at = (instant: Instant | null): string | null =>
    instant === null ? null : new Date(instant).toISOString();
  const rows = made.map(({ nth, facts }) => ({
    nth,
    region: facts.region,
    department: facts.department,
    item: facts.item,
    submitted: at(facts.submittedAt),
    received: at(facts.receivedAt),
    accepted: at(facts.acceptedAt),
    concluded: at(facts.concludedAt),
    promised: at(facts.promisedDueAt),
    statutory: at(facts.statutoryDueAt),
    item_revision: facts.itemRevision,
    calendar: facts.calendar,
    calendar_revision: facts.calendarRevision,
    first_at: at(facts.firstEventAt),
    last_at: at(facts.lastEventAt),
  }));
  await pool.query(
    `with template as materialized (
       select * from json_to_recordset($1::json) as t (
              nth integer, region text, department text, item text, submitted timestamptz, received timestamptz,
              accepted timestamptz, concluded timestamptz, promised timestamptz, statutory timestamptz,
              item_revision integer, calendar text, calendar_revision integer, first_at timestamptz,
              last_at timestamptz))
     insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, outcome,
                        round, historical, submitted_at, received_at, accepted_at, concluded_at, promised_due_at,
                        statutory_due_at, item_revision, calendar, calendar_revision, first_event_at, last_event_at)
     select 'K' || lpad(g::text, 9, '0'), 1, $2, '', t.region, t.department, t.item, 'web', 'concluded', 'granted', 1,
            false, t.submitted, t.received, t.accepted, t.concluded, t.promised, t.statutory, t.item_revision,
            t.calendar, t.calendar_revision, t.first_at, t.last_at
       from generate_series(0, $3::integer - 1) g join template t on t.nth = g % ${templates}`,
    [JSON.stringify(rows), sourceId, count],
  );
  const events = made.flatMap(({ nth, events: own }) =>
    own.map(({ eventId, type, occurredAt, receivedAt, data }) => ({
      nth,
      id: eventId,
      type,
      at: at(occurredAt),
      arrived: at(receivedAt),
      data,
    })),
  );
  await pool.query(
    `with template as materialized (
       select * from json_to_recordset($1::json) as t (
              nth integer, id text, type text, at timestamptz, arrived timestamptz, data json))
     insert into case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at,
                              catalogue_revision, content_hash, data)
     select 'K' || lpad(g::text, 9, '0'), t.at, $2, g || '-' || t.id, t.type, t.arrived, t.arrived, $4, '\\x00', t.data
       from generate_series(0, $3::integer - 1) g join template t on t.nth = g % ${templates}`,
    [JSON.stringify(events), sourceId, count, catalogue.revision],
  );
  await pool.query('vacuum analyze cases, case_events');
}
