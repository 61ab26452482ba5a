import type { Pool } from 'pg';
import type { CaseEvent } from '#contract/caseEvent';
import type { Instant } from '#contract/time';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { caseFacts } from '../../server/domain/cases/caseFacts.ts';
import { foldCase } from '../../server/domain/cases/foldCase.ts';
import { demoItems } from '../../server/simulation/city/demoItems.ts';
import { offices } from '../../server/simulation/city/offices.ts';

const day = 86_400_000;
const templates = 200;

/** Life of a case that stands at its promise's end: three events, open, its promise broken since the last midnights. */
function caseJustOverdue(catalogue: Catalogue, sourceId: number, nth: number, now: Instant) {
  const kinds = demoItems.filter(
    (item) => item.promisedLimit?.unit === 'workday' && item.promisedLimit.value >= 3,
  );
  const item = kinds[nth % kinds.length];
  const own = offices.filter((office) => office.kind.code === item?.kind);
  const office = own[nth % own.length] ?? offices[nth % offices.length];
  if (!item || !office) throw new Error('the demo city has no promised items');
  const { region, code: department } = office;
  const named = { item: item.code, region, department };
  for (let back = 1; back < 120; back += 1) {
    const acceptedAt = now - back * day;
    const event = (type: CaseEvent['type'], hours: number): CaseEvent => ({
      caseId: 'TEMPLATE',
      sourceId,
      eventId: `TEMPLATE-${type}`,
      type,
      occurredAt: acceptedAt + hours * 3_600_000,
      receivedAt: acceptedAt + hours * 3_600_000,
      catalogueRevision: catalogue.revision,
      data: { ...named, channel: 'web', handler: { code: 'u-1', kind: 'human' } },
    });
    const events = [event('case.received', -1), event('case.accepted', 0), event('case.step_started', 1)];
    const facts = caseFacts(foldCase(events, ''), catalogue);
    if ((facts.promisedDueAt ?? now) < now) return { events, facts };
  }
  throw new Error('no case of the demo city is overdue after 120 days');
}

/**
 * Inserts cases in one statement from a few templates that the law itself has made; `due` of every `count` have their
 * next check at `dueAt`, evenly spread, the others at `restAt`. Only those that are due have their events: nobody reads
 * those of the others.
 */
export async function seedCases(
  pool: Pool,
  catalogue: Catalogue,
  sourceId: number,
  given: { prefix: string; count: number; due: number; dueAt: Instant; restAt: Instant; now: Instant },
): Promise<void> {
  const cases = Array.from({ length: templates }, (_, nth) => {
    const { events, facts } = caseJustOverdue(catalogue, sourceId, nth, given.now);
    return { nth, events: events.map(isoEvent), ...isoFacts(facts) };
  });
  const every = Math.max(1, Math.floor(given.count / Math.max(1, given.due)));
  await pool.query(
    `with template as materialized (
       select * from json_to_recordset($1::json) as t (
              nth integer, region text, department text, item text, received timestamptz,
              accepted timestamptz, promised timestamptz, statutory timestamptz, item_revision integer, calendar text,
              calendar_revision integer, first_at timestamptz, last_at timestamptz))
     insert into cases (case_id, version, source_id, namespace, region, department, item, channel, stage, round,
                        historical, submitted_at, received_at, accepted_at, promised_due_at, statutory_due_at,
                        item_revision, calendar, calendar_revision, first_event_at, last_event_at, next_check_at)
     select $2 || lpad(g::text, 9, '0'), 1, $3, '', t.region, t.department, t.item, 'web', 'accepted', 1, false,
            null, t.received, t.accepted, t.promised, t.statutory, t.item_revision, t.calendar, t.calendar_revision,
            t.first_at, t.last_at,
            case when g % $5 = 0 then to_timestamp($6 / 1000.0) else to_timestamp($7 / 1000.0) end
       from generate_series(1, $4::integer) g join template t on t.nth = g % ${templates}`,
    [JSON.stringify(cases), given.prefix, sourceId, given.count, every, given.dueAt, given.restAt],
  );
  await pool.query(
    `insert into case_events (case_id, occurred_at, source_id, event_id, type, received_at, recorded_at,
                              catalogue_revision, content_hash, data)
     select c.id, e.at, $3, c.id || '-' || e.type, e.type, e.at, e.at, $6, '\\x00', e.data
       from json_to_recordset($1::json) as t (nth integer, events json)
      cross join lateral json_to_recordset(t.events) as e (type text, at timestamptz, data json)
       join (select g, $2 || lpad(g::text, 9, '0') as id from generate_series(1, $4::integer) g where g % $5 = 0) c
         on t.nth = c.g % ${templates}`,
    [JSON.stringify(cases), given.prefix, sourceId, given.count, every, catalogue.revision],
  );
  await pool.query('analyze cases');
}

const isoEvent = ({ type, occurredAt, data }: CaseEvent) => ({
  type,
  at: new Date(occurredAt).toISOString(),
  data,
});

function isoFacts(facts: ReturnType<typeof caseFacts>) {
  const at = (instant: Instant | null): string | null =>
    instant === null ? null : new Date(instant).toISOString();
  return {
    region: facts.region,
    department: facts.department,
    item: facts.item,
    received: at(facts.receivedAt),
    accepted: at(facts.acceptedAt),
    promised: at(facts.promisedDueAt),
    statutory: at(facts.statutoryDueAt),
    item_revision: facts.itemRevision,
    calendar: facts.calendar,
    calendar_revision: facts.calendarRevision,
    first_at: at(facts.firstEventAt),
    last_at: at(facts.lastEventAt),
  };
}

/** Every source has reported something that happened at `now`: absences are proven. */
export async function hearSources(pool: Pool, now: Instant): Promise<void> {
  await pool.query(
    `insert into source_watermarks (source_id, last_occurred_at, last_received_at)
     select source_id, $1, $1 from sources on conflict do nothing`,
    [new Date(now)],
  );
}
