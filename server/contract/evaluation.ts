/** What a unit's score is made of: 时限 规范 满意度 整改 数据. */
export const scoredParts = ['timeliness', 'regularity', 'satisfaction', 'rectification', 'data'] as const;
export type ScoredPart = (typeof scoredParts)[number];

/** 标杆 领先 前列 中上 中等 落后 托底, best first. */
export const grades = ['A+', 'A', 'A-', 'B+', 'B', 'B-', 'C'] as const;
export type Grade = (typeof grades)[number];

type Named<Name extends string> = Readonly<Record<'zh' | 'en', Readonly<Record<Name, string>>>>;

export const partNames: Named<ScoredPart> = {
  zh: {
    timeliness: '时限：到期办件中经确认超期的',
    regularity: '规范：每千件办结的经确认异常',
    satisfaction: '满意度：主动评价中的差评',
    rectification: '整改：到期应整改而未按时整改的',
    data: '数据：每千件办结的经确认数据问题',
  },
  en: {
    timeliness: 'Timeliness: confirmed late, of the cases due',
    regularity: 'Regularity: confirmed anomalies per 1,000 concluded',
    satisfaction: 'Satisfaction: bad, of the voluntary ratings',
    rectification: 'Rectification: not done in time, of those due',
    data: 'Data: confirmed data faults per 1,000 concluded',
  },
};

export const gradeNames: Named<Grade> = {
  zh: { 'A+': '标杆', A: '领先', 'A-': '前列', 'B+': '中上', B: '中等', 'B-': '落后', C: '托底' },
  en: {
    'A+': 'model',
    A: 'leading',
    'A-': 'ahead',
    'B+': 'above average',
    B: 'average',
    'B-': 'behind',
    C: 'last',
  },
};
