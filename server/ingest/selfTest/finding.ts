import type { RuleId } from '#contract/rule';
import type { SelfTestFinding } from '#contract/selfTestSchema';
import { findingWords, type FindingCode } from '#contract/wording/findingWords';
import type { Example } from './lookedAt.ts';

const mostExamples = 3;

/** In each language. */
type Said = Record<'zh' | 'en', string>;

interface Found {
  code: FindingCode;
  n: number;
  of: number;
  path?: string | undefined;
  /** For its sentences. */
  facts?: Record<string, string | number | Said>;
  rules?: readonly RuleId[];
  examples?: readonly Example[];
  severity?: SelfTestFinding['severity'];
}

/** A finding with its sentences in both languages. */
export function finding({
  code,
  n,
  of,
  path,
  facts = {},
  rules = [],
  examples = [],
  severity,
}: Found): SelfTestFinding {
  const { area, severity: usual, what, remedy } = findingWords[code];
  const known: NonNullable<Found['facts']> = { n, of, path: path ?? '', ...facts };
  const filled = (sentence: string, language: keyof Said): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
      const fact = known[name] ?? '';
      return String(typeof fact === 'object' ? fact[language] : fact);
    });
  return {
    area,
    severity: severity ?? usual,
    code,
    what: { zh: filled(what.zh, 'zh'), en: filled(what.en, 'en') },
    remedy: { zh: filled(remedy.zh, 'zh'), en: filled(remedy.en, 'en') },
    path: path ?? null,
    n,
    of,
    rules: [...rules],
    examples: examples.slice(0, mostExamples),
  };
}
