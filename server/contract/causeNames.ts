import type { ReplyCause } from './followup.ts';
import type { Language } from './wording/language.ts';

/** What the causes that a department gives in its reply are called, on screens and in reports. */
export const causeNames: Record<Language, Record<ReplyCause, string>> = {
  zh: {
    handover: '人员交接',
    system_fault: '系统故障',
    network: '网络',
    applicant: '申请人',
    superior: '待上级决定',
    materials: '材料',
    staff_shortage: '人手不足',
    other: '其他',
  },
  en: {
    handover: 'handover',
    system_fault: 'system fault',
    network: 'network',
    applicant: 'applicant',
    superior: 'superior has not decided',
    materials: 'materials',
    staff_shortage: 'staff shortage',
    other: 'other',
  },
};
