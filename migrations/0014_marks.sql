-- What a case is beside an ordinary one (promise-based, pre-service, bulk …): baselines and scans over many cases ask
-- for it, and reading the events of every case for it would cost more than the scans.
alter table cases add column marks text[];
update cases c set marks = m.marks
  from (select e.case_id, array_agg(distinct mark order by mark) as marks
          from case_events e cross join lateral json_array_elements_text(e.data -> 'marks') mark
         where e.type = 'case.submitted' group by e.case_id) m
 where c.case_id = m.case_id;
