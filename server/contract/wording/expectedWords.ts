import { caseMarks, outcomes, suspensionKinds } from '../caseEvent.ts';
import { limitUnits } from '../limit.ts';

interface Expected {
  zh: string;
  en: string;
}

const oneOf = (values: readonly string[]): Expected => ({
  zh: `可用：${values.join('、')}。`,
  en: `One of ${values.join(', ')}.`,
});
const line = (most: number): Expected => ({
  zh: `应为一行文字，1 到 ${most} 个字；没有就不要写这个字段。`,
  en: `A line of 1 to ${most} characters; left out where there is none.`,
});
const text = (most: number): Expected => ({
  zh: `应为文字，最多 ${most} 个字，不含控制字符。`,
  en: `Text of at most ${most} characters without control characters.`,
});
const number = (from: string, to: string): Expected => ({
  zh: `应为 ${from} 到 ${to} 的数字。`,
  en: `A number from ${from} to ${to}.`,
});
const yesNo: Expected = { zh: '应为 true 或 false。', en: 'true or false.' };
const time: Expected = {
  zh: '应为带时区的时间，例如 2026-11-21T09:30:00+08:00，年份 1900 到 2199。',
  en: 'A time with its offset such as 2026-11-21T09:30:00+08:00, from 1900 to 2199.',
};
const due: Expected = {
  zh: '应为带时区的时间，例如 2026-11-21T09:30:00+08:00；或只写日期 2026-11-21，指当天结束。',
  en: 'A time with its offset such as 2026-11-21T09:30:00+08:00, or a day such as 2026-11-21: the end of it.',
};
const limit: Expected = {
  zh: '应为 { "value": 5, "unit": "workday" } 这样的期限。',
  en: 'A limit such as { "value": 5, "unit": "workday" }.',
};
const object: Expected = { zh: '应为 JSON 对象。', en: 'A JSON object.' };

/** What a field takes, by the end of its path: `handler.kind` is found before `kind`. */
const byField: Record<string, Expected> = {
  specversion: { zh: '应为 "1.0"。', en: '"1.0".' },
  id: line(200),
  source: line(200),
  type: line(200),
  time,
  receivedtime: time,
  from: time,
  to: {
    zh: '应为带时区的时间，并且晚于 data.from。',
    en: 'A time with its offset, after data.from.',
  },
  data: { zh: '应为 JSON 对象，嵌套不超过 32 层。', en: 'A JSON object, nested 32 levels deep at most.' },
  'data.data': object,
  item: line(64),
  region: line(64),
  department: line(64),
  channel: line(64),
  method: line(64),
  currency: line(64),
  handler: {
    zh: '应为编号，或 { "code": "u-102", "name": "…", "kind": "human" }。',
    en: 'A code, or { "code": "u-102", "name": "…", "kind": "human" }.',
  },
  'handler.code': line(64),
  'handler.name': line(100),
  'handler.kind': oneOf(['human', 'machine', 'unknown']),
  parentCase: line(128),
  ticket: line(128),
  eventId: line(200),
  step: line(200),
  action: line(200),
  approver: line(200),
  reason: text(4000),
  notice: text(4000),
  result: text(4000),
  opinion: text(10_000),
  comment: text(10_000),
  text: text(10_000),
  materials: { zh: '应为材料名称的数组，最多 200 项。', en: 'An array of at most 200 names.' },
  marks: oneOf(caseMarks),
  kind: oneOf(suspensionKinds),
  outcome: oneOf(outcomes),
  score: { zh: '应为 1 到 5 的整数。', en: 'A whole number from 1 to 5.' },
  days: number('0', '3660'),
  approvedDays: number('0', '3660'),
  amount: number('-1e12', '1e12'),
  newFacts: yesNo,
  isDefault: yesNo,
  applicantNotified: yesNo,
  applicantNotifiedAt: time,
  approvedAt: time,
  promisedDueAt: due,
  statutoryDueAt: due,
  dueAt: due,
  promisedLimit: limit,
  statutoryLimit: limit,
  'promisedLimit.value': { zh: '应大于 0，不超过 10000。', en: 'More than 0, at most 10000.' },
  'statutoryLimit.value': { zh: '应大于 0，不超过 10000。', en: 'More than 0, at most 10000.' },
  'promisedLimit.unit': oneOf(limitUnits),
  'statutoryLimit.unit': oneOf(limitUnits),
  applicant: object,
  'applicant.kind': line(200),
  'applicant.name': line(200),
  'applicant.idNumber': line(200),
  'applicant.phone': line(200),
  'applicant.idType': line(200),
};

/** Of a field that is not known here. */
export const seeInterface: Expected = {
  zh: '请对照接口文档改正。',
  en: 'See the documentation of the interface.',
};

/** What the field at `path` takes; of an entry of a list, what the list does. Undefined: nothing more is known. */
export function expectedAt(path: string): Expected | undefined {
  const names = path.split('.').filter((name) => !/^\d+$/.test(name));
  return byField[names.slice(-2).join('.')] ?? byField[names.at(-1) ?? ''];
}
