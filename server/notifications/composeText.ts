import type { Language } from '#contract/wording/language';
import type { Message, Told } from './channels/channel.ts';

export interface ComposedText {
  subject: string;
  body: string;
}

const words = {
  zh: {
    digest: (n: number) => `督办：${n} 条消息`,
    single: '督办提醒',
    more: (n: number) => `……另有 ${n} 条，请登录查看`,
    city: '全市',
  },
  en: {
    digest: (n: number) => `Duban: ${n} notifications`,
    single: 'Duban',
    more: (n: number) => `… and ${n} more; sign in to read them`,
    city: 'Whole city',
  },
};

/**
 * A message for people: the sentence itself, or a digest of several, department by department, in at most `mostBytes`
 * of UTF-8. What does not fit is counted.
 */
export function composeText(message: Message, language: Language, mostBytes: number): ComposedText {
  const { told, words: around } = message;
  const { digest, single, more, city } = words[language];
  const end = around.deskUrl === null ? '' : `\n\n${around.deskUrl}${pathOf(told)}`;
  const room = mostBytes - Buffer.byteLength(end);
  const sentence = ({ textZh, textEn }: Told): string => oneLine(language === 'zh' ? textZh : textEn);
  const [first, ...others] = told;
  if (first !== undefined && others.length === 0)
    return { subject: single, body: cutTo(sentence(first), room) + end };

  const roomForLines = room - Buffer.byteLength(`\n${more(told.length)}`);
  let body = digest(told.length);
  let shown = 0;
  let heading: string | null | undefined;
  for (const one of byDepartment(told)) {
    const place = one.department === null ? city : around.departmentName(one.department);
    const added = `${one.department === heading ? '' : `\n【${place}】`}\n· ${sentence(one)}`;
    if (Buffer.byteLength(body) + Buffer.byteLength(added) > roomForLines) break;
    body += added;
    heading = one.department;
    shown += 1;
  }
  if (shown < told.length) body += `\n${more(told.length - shown)}`;
  return { subject: digest(told.length), body: body + end };
}

/** The page of the one report or flag that all of it is about. */
function pathOf(told: readonly Told[]): string {
  const [reportId, ...otherReports] = new Set(told.map((one) => one.reportId ?? null));
  if (reportId != null && otherReports.length === 0) return `/reports/${reportId}`;
  const [flagId, ...others] = new Set(told.flatMap(({ flagIds }) => flagIds));
  return flagId === undefined || others.length > 0 ? '' : `/flags/${flagId}`;
}

/** Departments in the order in which they first come, each with all that is its own. */
function byDepartment(told: readonly Told[]): Told[] {
  const order = [...new Set(told.map(({ department }) => department))];
  return order.flatMap((code) => told.filter(({ department }) => department === code));
}

/** Chats read < and > as mark-up: nobody is to call everybody by a note on a flag. */
const oneLine = (text: string): string =>
  text.replaceAll(/\s+/g, ' ').replaceAll('<', '＜').replaceAll('>', '＞').trim();

function cutTo(text: string, bytes: number): string {
  if (Buffer.byteLength(text) <= bytes) return text;
  const whole = Buffer.from(text)
    .subarray(0, bytes - Buffer.byteLength('…'))
    .toString('utf8');
  return `${whole.replace(/\uFFFD+$/, '')}…`;
}
