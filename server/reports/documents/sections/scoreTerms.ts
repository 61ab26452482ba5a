import { grades, scoredParts } from '#contract/evaluation';
import { roundedText } from '#contract/reports/roundedText';
import type { Block } from '#contract/reports/reportDocument';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';
import { partWords } from './partWords.ts';

const words = {
  zh: {
    title: '计分办法',
    version: (n: number, grades: string) => `按第${n}版计分办法，满分100分，等级所需最低分：${grades}。`,
    notScored: (part: string, weight: string) => `${part}（${weight}分）尚无数据，其权重分摊到其他各项。`,
    shrunk: (n: string) =>
      `满意度按主动评价中的差评计，差评率高于全部单位的，加上${n}按全部单位差评率折算的评价后计分。`,
    caption: '各项权重和扣分尺度',
    columns: ['项目', '权重（分）', '不扣分的上限', '扣完的下限', '最少样本'],
    per: { thousand: (value: string) => `每千件${value}条`, share: (value: string) => `${value}%` },
  },
  en: {
    title: 'How scores are made',
    version: (n: number, grades: string) =>
      `Terms of version ${n}, out of 100. Least scores of the grades: ${grades}.`,
    notScored: (part: string, weight: string) =>
      ` There are no data on ${part.toLowerCase()} (${weight}) yet; its weight is spread over the others.`,
    shrunk: (n: string) =>
      ` Satisfaction is the bad among the voluntary ratings; where their share is above that of all units, ${n} with the share of all are added first.`,
    caption: 'Weights and scales of the parts',
    columns: ['Part', 'Weight', 'Nothing lost up to', 'All lost from', 'Least n'],
    per: { thousand: (value: string) => `${value} per 1,000`, share: (value: string) => `${value}%` },
  },
};

/** At most one decimal. */
const short = (value: number, scale: number): string => String(Number(roundedText(value, 1, scale)));

/** Shares of what was due; the others are findings per thousand. */
const ofShares = new Set(['timeliness', 'satisfaction', 'rectification']);

/** By which terms the year was scored. */
export function scoreTerms({ snapshot, tongue }: Paper): Section | null {
  if (!snapshot.scores) return null;
  const said = words[tongue.language];
  const { terms, notScored } = snapshot.scores.evaluation;
  const parts = partWords[tongue.language];
  const leasts = tongue.list(grades.map((grade) => `${grade} ${terms.grades[grade]}`));
  const missing = notScored.map(({ part, weight }) => said.notScored(parts[part], roundedText(weight, 0)));
  const isRated = notScored.every(({ part }) => part !== 'satisfaction');
  const shrunk = isRated ? said.shrunk(tongue.count(terms.shrinkage, 'ratings')) : '';
  const scale = (part: (typeof scoredParts)[number], value: number): string =>
    ofShares.has(part) ? said.per.share(short(value, 2)) : said.per.thousand(short(value, 0));
  const keys = ['part', 'weight', 'good', 'bad', 'least'];
  const table: Block = {
    kind: 'table',
    table: {
      id: 'terms',
      sheet: said.title,
      caption: said.caption,
      columns: keys.map((key, i) => ({
        key,
        header: said.columns[i] ?? key,
        kind: key === 'weight' || key === 'least' ? 'count' : 'text',
        width: 10,
      })),
      // what was issued before a part was scored has no scale of it
      rows: scoredParts
        .filter((part) => part in terms.scales)
        .map((part) => {
          const { good, bad, least } = terms.scales[part];
          return {
            cells: [
              { value: parts[part] },
              { value: terms.weights[part] },
              { value: scale(part, good) },
              { value: scale(part, bad) },
              { value: least },
            ],
          };
        }),
      notes: [],
    },
  };
  return {
    title: said.title,
    blocks: [paragraph(say`${said.version(terms.version, leasts)}${missing.join('')}${shrunk}`), table],
  };
}
