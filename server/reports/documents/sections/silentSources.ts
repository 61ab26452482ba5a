import { localClock } from '#contract/wording/localClock';
import type { Paper } from '../paper.ts';
import { say } from '../say.ts';
import { paragraph, type Section } from '../section.ts';

const words = {
  zh: {
    title: '断流来源',
    none: '各数据来源均正常报送。',
    one: (title: string, since: string) => `${title}：自${since}起没有报送，其办件的超期数可能不完整。`,
  },
  en: {
    title: 'Silent sources',
    none: 'All sources report as usual.',
    one: (title: string, since: string) =>
      `${title} has been silent since ${since}; what it would report is missing from the figures.`,
  },
};

/** Sources whose silence makes figures incomplete. */
export function silentSources({ snapshot, tongue, isExtract }: Paper): Section | null {
  if (isExtract) return null;
  const said = words[tongue.language];
  const sentences = snapshot.silent.map(({ title, silentSince }) => {
    const { day, minute } = localClock(Date.parse(silentSince), snapshot.timezone, tongue.language);
    return said.one(title, `${tongue.day(day)} ${minute}`);
  });
  return {
    title: said.title,
    blocks: (sentences.length === 0 ? [said.none] : sentences).map((text) => paragraph(say`${text}`)),
  };
}
