type Sentence = (n: number, place: string) => { zh: string; en: string };
const flags = (n: number): string => (n === 1 ? '1 flag' : `${n} flags`);

const sentences = {
  'flag.sent': (n, place) => ({
    zh: `${place}：${n} 条预警待反馈`,
    en: `${place}: ${flags(n)} to answer`,
  }),
  'flag.unsent': (n) => ({
    zh: `${n} 条预警超过派发时限，尚未派发`,
    en: `${flags(n)} past the limit for sending, not sent yet`,
  }),
  'flag.recalled': (n, place) => ({
    zh: `${place}：${n} 条预警已撤回，不必反馈`,
    en: `${place}: ${flags(n)} recalled, no answer needed`,
  }),
  'reply.received': (n, place) => ({ zh: `${place}已反馈 ${n} 条预警`, en: `${place} answered ${flags(n)}` }),
  'verdict.given': (n, place) => ({
    zh: `${place}：${n} 条预警已认定`,
    en: `${place}: a verdict on ${flags(n)}`,
  }),
  'order.proposed': (n, place) => ({
    zh: `${place}：涉及 ${n} 条预警的督办单待批准`,
    en: `${place}: an order over ${flags(n)} to approve`,
  }),
  'order.issued': (n, place) => ({
    zh: `${place}：督办单已下达，涉及 ${n} 条预警`,
    en: `${place}: an order over ${flags(n)} was issued`,
  }),
  'order.refused': (n, place) => ({
    zh: `${place}：涉及 ${n} 条预警的督办单未获批准`,
    en: `${place}: an order over ${flags(n)} was refused`,
  }),
  'rectification.reported': (n, place) => ({
    zh: `${place}：${n} 条预警整改待复核`,
    en: `${place}: the rectification of ${flags(n)} to review`,
  }),
  'review.failed': (n, place) => ({
    zh: `${place}：${n} 条预警复核未通过，请继续整改`,
    en: `${place}: the rectification of ${flags(n)} did not pass`,
  }),
  'flag.closed': (n, place) => ({ zh: `${place}：${n} 条预警已销号`, en: `${place}: ${flags(n)} closed` }),
  'appeal.received': (n, place) => ({
    zh: `${place}对 ${n} 条预警提出申诉`,
    en: `${place} contests ${flags(n)}`,
  }),
  'appeal.escalated': (n, place) => ({
    zh: `${place}：${n} 条预警的申诉已上报，请裁定`,
    en: `${place}: the appeal against ${flags(n)} was escalated`,
  }),
  'appeal.decided': (n, place) => ({
    zh: `${place}：${n} 条预警的申诉已裁定`,
    en: `${place}: the appeal against ${flags(n)} was decided`,
  }),
  'exemption.requested': (n, place) => ({
    zh: `${place}：${n} 条预警申请豁免，待批准`,
    en: `${place}: an exemption of ${flags(n)} to approve`,
  }),
  'exemption.approved': (n, place) => ({
    zh: `${place}：${n} 条预警已豁免`,
    en: `${place}: ${flags(n)} exempted`,
  }),
  'exemption.refused': (n, place) => ({
    zh: `${place}：${n} 条预警的豁免未获批准`,
    en: `${place}: the exemption of ${flags(n)} was refused`,
  }),
  'flag.withdrawn': (n, place) => ({
    zh: `${place}：${n} 条预警已撤销`,
    en: `${place}: ${flags(n)} withdrawn`,
  }),
  'flag.assigned': (n, place) => ({
    zh: `${place}：${n} 条预警转由您负责`,
    en: `${place}: ${flags(n)} now yours`,
  }),
  'flag.reminded': (n, place) => ({
    zh: `${place}：${n} 条预警请尽快处理`,
    en: `${place}: a reminder of ${flags(n)}`,
  }),
  'note.mentioned': (n, place) => ({
    zh: `${place}：${n} 条预警的批注提到了您`,
    en: `${place}: a note on ${flags(n)} mentions you`,
  }),
  'reply.overdue': (n, place) => ({
    zh: `${place}：${n} 条预警逾期未反馈`,
    en: `${place}: ${flags(n)} not answered in time`,
  }),
  'limit.passed': (n, place) => ({
    zh: `${place}：${n} 条预警超过办理时限`,
    en: `${place}: ${flags(n)} past the limit`,
  }),
} satisfies Record<string, Sentence>;
export type NoticeKind = keyof typeof sentences;

/** One sentence about `n` flags of a department, without a case number or a person. */
export function noticeText(kind: NoticeKind, n: number, place: string): { zh: string; en: string } {
  return sentences[kind](n, place);
}
