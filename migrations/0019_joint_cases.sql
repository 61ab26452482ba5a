-- What relatives give a case of a joint handling; null for nearly all. Plain json: its text is compared.
alter table cases add column kin json;
create index cases_children on cases (parent_case, namespace) where parent_case is not null;
