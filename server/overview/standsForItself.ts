/** Of `findings f` or `flags f`: a broken law stands for the broken promise of its case, wherever both are counted. */
export const standsForItself = `not (f.rule = 'TIM-02' and exists (
              select from flags l
               where l.subject_kind = f.subject_kind and l.subject_id = f.subject_id and l.rule = 'TIM-03'
                 and l.status not in ('withdrawn', 'exempt', 'resolved', 'archived')))`;
