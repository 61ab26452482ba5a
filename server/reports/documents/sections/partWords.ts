import type { ScoredPart } from '#contract/evaluation';
import type { Language } from '#contract/wording/language';

/** Parts of a score, as short as columns are narrow. */
export const partWords: Record<Language, Record<ScoredPart, string>> = {
  zh: { timeliness: '时限', regularity: '规范', satisfaction: '满意度', rectification: '整改', data: '数据' },
  en: {
    timeliness: 'Timeliness',
    regularity: 'Regularity',
    satisfaction: 'Satisfaction',
    rectification: 'Rectification',
    data: 'Data',
  },
};
