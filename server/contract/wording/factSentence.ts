import type { RuleId } from '../rule.ts';
import type { FlagCard } from '../wall.ts';
import { ageText } from './ageText.ts';
import { localClock } from './localClock.ts';
import { factNumber as number, factText as text, type Sentence, type Words } from './facts.ts';
import { sentencesOverMany } from './sentencesOverMany.ts';

/** A list of codes in words, as `missing: kind,notice`. */
function words({ translate }: Words, group: string, codes: string): string {
  return codes
    .split(',')
    .map((code) => translate(`factCode.${group}.${code}`, {}))
    .join(translate('list', {}));
}

/** `10-14`: the day of an instant in the office zone. */
function day({ language, timezone }: Words, at: number): string {
  return localClock(at, timezone, language).day.slice(5);
}

function over(key: 'promise' | 'law'): Sentence {
  return (facts, { translate }) => {
    const days = number(facts, 'daysOver');
    if (days === null) return null;
    return translate(`fact.${key}${number(facts, 'stoppedAt') ? 'Concluded' : 'Open'}`, { n: days });
  };
}

/** One short sentence per rule from the figures its flag carries. */
const sentences: Partial<Record<RuleId, Sentence>> = {
  ...sentencesOverMany,
  'ACC-01': (facts, words) => {
    const deadline = number(facts, 'deadline');
    return deadline === null ? null : words.translate('fact.answerBy', { day: day(words, deadline - 1) });
  },
  'ACC-02': (facts, words) => {
    const deadline = number(facts, 'deadline');
    return deadline === null ? null : words.translate('fact.reviewBy', { day: day(words, deadline - 1) });
  },
  'ACC-03': (facts, { translate }) => {
    const refusal = text(facts, 'refusal');
    if (refusal === null) return null;
    return translate(refusal === 'returned' ? 'fact.returnedSilently' : 'fact.refusedSilently', {});
  },
  'TIM-01': (facts, words) => {
    const due = number(facts, 'due');
    const used = number(facts, 'used');
    const allowed = number(facts, 'allowed');
    if (due === null || used === null || !allowed) return null;
    return words.translate('fact.dueSoon', {
      percent: Math.floor((used / allowed) * 100),
      // An end-of-day limit ends at 24:00 of the day before the instant's own.
      day: day(words, due - 1),
    });
  },
  'TIM-02': over('promise'),
  'TIM-03': over('law'),
  'TIM-04': (facts, { translate }) => {
    const step = text(facts, 'step');
    return step === null ? null : translate('fact.stepOver', { step });
  },
  'TIM-05': (facts, words) => {
    const since = number(facts, 'silentSince');
    return since === null ? null : words.translate('fact.silentFor', { day: day(words, since) });
  },
  'DLV-01': (facts, words) => {
    const deadline = number(facts, 'deadline');
    if (deadline === null) return null;
    const deliveredAt = number(facts, 'deliveredAt');
    const by = day(words, deadline - 1);
    return deliveredAt
      ? words.translate('fact.deliveredLate', { day: by, on: day(words, deliveredAt) })
      : words.translate('fact.undelivered', { day: by });
  },
  'FAST-01': (facts, { translate }) => {
    const took = number(facts, 'tookMs');
    const median = number(facts, 'peersMedianMs');
    const bound = number(facts, 'boundMs');
    const floor = number(facts, 'floorMinutes') ?? 0;
    const among = {
      floor,
      n: number(facts, 'peers') ?? 0,
      median: median === null ? '' : ageText(translate, median),
    };
    if (took === null) return median === null ? null : translate('fact.itemUnderFloor', among);
    const age = ageText(translate, took);
    return bound === null
      ? translate('fact.took', { age, floor })
      : translate('fact.tookAmong', { ...among, age, bound: ageText(translate, bound) });
  },
  'FAST-03': (_, { translate }) => translate('fact.byPerson', {}),
  'STEP-01': (facts, { translate }) => {
    const missing = text(facts, 'missing');
    return missing === null ? null : translate('fact.missingStep', { missing });
  },
  'STEP-02': (facts, { translate }) => {
    const steps = number(facts, 'steps');
    return steps === null ? null : translate('fact.oneStamp', { n: steps });
  },
  'STEP-03': (facts, all) => {
    const fault = text(facts, 'fault');
    return fault === null ? null : words(all, 'order', fault);
  },
  'STEP-04': (facts, { translate }) => {
    const handler = text(facts, 'handler');
    return handler === null ? null : translate('fact.oneDidAll', { handler });
  },
  'COR-01': (facts, { translate }) => {
    const notices = number(facts, 'notices');
    return notices === null ? null : translate('fact.correctedAgain', { n: notices });
  },
  'BKF-01': (facts, { translate }) => {
    const longest = number(facts, 'longestMs');
    const cases = number(facts, 'cases');
    if (longest === null) return null;
    const age = ageText(translate, longest);
    return cases === null
      ? translate('fact.arrivedLate', { age })
      : translate('fact.manyLate', { n: cases, age });
  },
  'HANG-01': (facts, all) => {
    const missing = text(facts, 'missing');
    return missing === null
      ? null
      : all.translate('fact.suspensionLacks', { missing: words(all, 'suspension', missing) });
  },
  'HANG-02': (facts, { translate }) => {
    const apart = number(facts, 'apartSeconds');
    return apart === null ? null : translate('fact.suspendedAtOnce', { n: apart });
  },
  'EXT-01': (facts, all) => {
    const fault = text(facts, 'fault');
    return fault === null ? null : words(all, 'extension', fault);
  },
  'FEE-01': (facts, { translate }) => {
    const charged = number(facts, 'charged');
    const standard = number(facts, 'standard');
    if (charged === null || standard === null) return null;
    const currency = text(facts, 'currency') ?? '';
    const most = number(facts, 'most') ?? charged;
    if (most > charged) return translate('fact.feeRefunded', { charged, most, standard, currency });
    return translate(standard === 0 ? 'fact.feeOnFree' : 'fact.feeDiffers', { charged, standard, currency });
  },
  'HANG-03': (facts, { translate }) => {
    const reason = text(facts, 'reason');
    return reason === null ? null : translate(`factCode.afterwards.${reason}`, {});
  },
  'HANG-06': (facts, { translate }) => {
    const days = number(facts, 'approvedDays');
    if (days === null) return null;
    return translate(number(facts, 'resumedAt') ? 'fact.suspendedOver' : 'fact.neverResumed', { n: days });
  },
  'FEED-01': (facts, words) => {
    const since = number(facts, 'since');
    if (since === null) return null;
    return words.translate('fact.silentSince', {
      time: localClock(since, words.timezone, words.language).minute,
    });
  },
};

/** What a flag found, in the words of the language; empty when its facts do not tell. */
export function factSentence(flag: Pick<FlagCard, 'rule' | 'facts'>, all: Words): string {
  return sentences[flag.rule]?.(flag.facts, all) ?? '';
}
