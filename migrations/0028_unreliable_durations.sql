-- A case that was entered afterwards, or with many others at one sitting, has the times that somebody wrote down: how
-- long it took is no measure.
create view unreliable_durations as
select subject_id collate "C" as case_id, rule, flag_id
  from flags
 where subject_kind = 'case' and rule = 'BKF-01' and status <> 'withdrawn'
union all
select listed.case_id collate "C", rule, flag_id
  from flags, jsonb_array_elements_text(coalesce(evidence -> 'cases', '[]')) as listed (case_id)
 where subject_kind = 'department' and rule = 'BKF-02' and status <> 'withdrawn';

create index flags_bulk_entries on flags (flag_id) where rule = 'BKF-02';
