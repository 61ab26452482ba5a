-- What somebody answers for: yellow and red flags of cases that stand. A broken law stands for the broken promise.
create view bad_outcomes as
select f.flag_id, f.subject_id as case_id, f.rule, f.severity, f.status, f.region, f.department, f.item, f.occurred_at
  from flags f
 where f.subject_kind = 'case' and f.severity in ('yellow', 'red')
   and f.status not in ('withdrawn', 'withdrawal_pending', 'exempt', 'archived')
   and f.followup -> 'verdict' ->> 'verdict' is distinct from 'objective_cause'
   and not (f.rule = 'TIM-02' and exists (
            select from flags l
             where l.subject_kind = 'case' and l.subject_id = f.subject_id and l.rule = 'TIM-03'
               and l.status not in ('withdrawn', 'withdrawal_pending', 'exempt', 'archived')));
