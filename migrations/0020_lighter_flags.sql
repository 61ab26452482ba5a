-- A hundred thousand cases may fall due in one second: what storing a flag costs counts.

-- Transitions are written by the statements that write their flag, and read by flag alone: looking up each one's flag
-- again, and a second index, made them dearer than the flags.
alter table flag_transitions drop constraint flag_transitions_flag_id_fkey;
alter table flag_transitions drop constraint flag_transitions_pkey;
drop index flag_transitions_of_flag;
alter table flag_transitions add primary key (flag_id, transition_id);

-- Nothing asks for open cases by their promise; `cases_due` serves periods of due dates.
drop index cases_open_due;

-- Compressing what is kept for a day and read within a quarter of a second costs more than its place on disk.
alter table changes alter column payload set storage external;
