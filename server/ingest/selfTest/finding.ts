import type { RuleId } from '#contract/rule';
import type { SelfTestFinding } from '#contract/selfTestSchema';
import { findingWords, type FindingCode } from '#contract/wording/findingWords';
import type { Example } from './lookedAt.ts';

const mostExamples = 3;

interface Found {
  code: FindingCode;
  n: number;
  of: number;
  path?: string | undefined;
  /** For its sentences. */
  facts?: Record<string, string | number>;
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
  const known = { n, of, path: path ?? '', ...facts };
  const filled = (sentence: string): string =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => String(known[name as keyof typeof known] ?? ''));
  return {
    area,
    severity: severity ?? usual,
    code,
    what: { zh: filled(what.zh), en: filled(what.en) },
    remedy: { zh: filled(remedy.zh), en: filled(remedy.en) },
    path: path ?? null,
    n,
    of,
    rules: [...rules],
    examples: examples.slice(0, mostExamples),
  };
}
