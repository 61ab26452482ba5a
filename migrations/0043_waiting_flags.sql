-- Walls count what waits for somebody every few seconds. Of all flags few are live, and the index holds what is counted,
-- so that their evidence is not read.
create index flags_live on flags (raised_at, flag_id)
  include (rule, severity, status, subject_kind, subject_id, region, department, item, due_at)
  where ended_at is null and severity <> 'info' and rule <> 'TIM-01' and rule <> 'FEED-01';

-- Live flags of the default namespace that are followed up: neither announcements nor matters of the office itself, and
-- a broken law stands for the broken promise. As a join, so that 100,000 flags are not looked up one by one.
create view waiting_flags as
select f.flag_id, f.rule, f.severity, f.status, f.region, f.department, f.item, f.raised_at, f.due_at
  from flags f
 where f.ended_at is null and f.severity <> 'info' and f.rule <> 'TIM-01' and f.rule <> 'FEED-01'
   and (f.subject_kind <> 'case' or f.subject_id not like '%:%')
   and not exists (
       select from flags l
        where f.rule = 'TIM-02' and l.rule = 'TIM-03' and l.ended_at is null and l.severity <> 'info'
          and l.subject_kind = f.subject_kind and l.subject_id = f.subject_id);

-- What people did, among all that the rules did.
create index flag_transitions_followed on flag_transitions (reason, at)
  where reason in ('sent', 'replied', 'judged', 'silence_confirmed', 'order_issued', 'rectified', 'reviewed', 'closed');
