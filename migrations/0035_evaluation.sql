-- How units are scored: weights, scales, grades (server/domain/evaluation/evaluationTerms.ts). The newest version that
-- has begun holds.
create table evaluation_terms (
  version     integer primary key,
  valid_from  date not null,
  terms       jsonb not null,
  note        text not null default '',
  recorded_at timestamptz not null,
  actor       text not null
);
insert into evaluation_terms (version, valid_from, terms, note, recorded_at, actor) values (1, '2000-01-01', '{
  "weights": { "timeliness": 40, "regularity": 25, "satisfaction": 15, "rectification": 10, "data": 10 },
  "scales": {
    "timeliness":    { "good": 0, "bad": 0.1, "least": 30 },
    "regularity":    { "good": 0, "bad": 50,  "least": 30 },
    "rectification": { "good": 0, "bad": 0.5, "least": 30 },
    "data":          { "good": 0, "bad": 50,  "least": 30 }
  },
  "grades": { "A+": 95, "A": 90, "A-": 85, "B+": 80, "B": 70, "B-": 60, "C": 0 },
  "dataRules": ["DAT-01", "BKF-01", "BKF-02", "VOL-01", "VOL-02", "AMD-01"]
}', 'as shipped', '2000-01-01', 'duban');

-- How a flag of the default namespace stands as a finding. Nobody loses points by what is contested, undecided or excused;
-- what a person found to be wrong data is a fault of the data, whatever the rule.
create view findings as
select flag_id, subject_kind, subject_id, rule, severity, region, department, occurred_at, raised_at,
       case when followup -> 'verdict' ->> 'verdict' = 'data_problem' then 'data_problem'
            when status in ('exempt', 'withdrawn') or followup -> 'verdict' ->> 'verdict' = 'objective_cause'
            then 'excused'
            when status in ('raised', 'sent', 'replied', 'confirmed', 'rectifying', 'reviewing', 'closed')
                 and followup -> 'appeal' ->> 'dueAt' is not null
                 and coalesce(followup -> 'appeal' ->> 'outcome', 'escalated') = 'escalated'
            then 'contested'
            when status in ('confirmed', 'rectifying', 'reviewing', 'closed') then 'confirmed'
            when status in ('raised', 'sent', 'replied', 'withdrawal_pending') then 'undecided'
       end as standing
  from flags
 where subject_kind <> 'case' or position(':' in subject_id) = 0;
