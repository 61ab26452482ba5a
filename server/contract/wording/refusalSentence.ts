import { isLetterCode } from './codeWords.ts';
import { expectedAt, seeInterface } from './expectedWords.ts';
import type { Language } from './language.ts';
import { otherRefusal, refusalWords, refusalWordsAt } from './refusalWords.ts';

/** Why ingest refused an event, as it answers: `message` is its own English sentence. */
interface Refusal {
  code: string;
  path?: string | null | undefined;
  message: string;
}

/** What is wrong with an event and what to do about it, in the reader's language, from code, path and value. */
export function refusalSentence({ code, path, message }: Refusal, language: Language): string {
  const at = path ?? '';
  const words = refusalWordsAt[`${code} ${at}`] ?? (isLetterCode(code) ? refusalWords[code] : otherRefusal);
  const value = shownValue(refusedValue(message), language);
  const expected = (expectedAt(at) ?? seeInterface)[language];
  const facts: Record<string, string> = {
    code,
    path: at || somewhere[language],
    value: value === '' ? gap[language] : value,
    expected: language === 'zh' ? expected : `${expected} `,
  };
  return words[language]
    .replace(/\{(\w+)\}/g, (_, name: string) => facts[name] ?? '')
    .replace(/ ([,;.，：（])/g, '$1')
    .trim();
}

/** Where a sentence names no value, or no field. */
const gap = { zh: '', en: ' ' };
const somewhere = { zh: '某个字段', en: 'a field' };

/** The value that such a message names, as it stands there: `"99"`, `12`, `an array`; '' where it names none. */
export const refusedValue = (message: string): string =>
  / is ("(?:[^"\\]|\\.)*"|[^,;]+)(?:[,;]| … )/.exec(message)?.[1] ?? '';

const kinds: Record<string, string> = {
  'an array': '数组',
  'an object': '对象',
  binary: '二进制内容',
};

/** Between its neighbours: Chinese quotation marks need no blanks. */
function shownValue(value: string, language: Language): string {
  const quoted = /^"(.*)"$/s.exec(value)?.[1];
  if (language === 'en') return value === '' ? '' : ` ${quoted === undefined ? value : `“${quoted}”`} `;
  if (quoted !== undefined) return `“${quoted}”`;
  return value === '' ? '' : ` ${kinds[value] ?? value} `;
}
