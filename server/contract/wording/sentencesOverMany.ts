import type { RuleId } from '../rule.ts';
import { ageText } from './ageText.ts';
import { localClock } from './localClock.ts';
import { factNumber, factText, type Facts, type Sentence, type Words } from './facts.ts';

/** `5 workday` in words; the unit is a code, never converted. */
function limitText(translate: Words['translate'], limit: string): string {
  const [n, unit] = limit.split(' ');
  return translate(`unit.${unit ?? ''}`, { n });
}

/** The numbers a sentence needs by its placeholders; null where one is missing. */
function numbers(facts: Facts, names: Record<string, string>): Record<string, number> | null {
  const found: Record<string, number> = {};
  for (const [placeholder, name] of Object.entries(names)) {
    const value = factNumber(facts, name);
    if (value === null) return null;
    found[placeholder] = value;
  }
  return found;
}

/** Sentences that are a row of numbers in words. */
function counting(key: string, names: Record<string, string>): Sentence {
  return (facts, { translate }) => {
    const named = numbers(facts, names);
    return named && translate(`fact.${key}`, named);
  };
}

/** What the rules over many cases find, from the figures their flags carry. */
export const sentencesOverMany: Partial<Record<RuleId, Sentence>> = {
  'FAST-02': counting('atMachineSpeed', { n: 'bursts', most: 'most', seconds: 'seconds' }),
  'BKF-02': (facts, { translate }) => {
    const cases = factNumber(facts, 'cases');
    const span = factNumber(facts, 'spanMs');
    if (cases === null || span === null) return null;
    return factText(facts, 'how') === 'equal_durations'
      ? translate('fact.equalDurations', { n: cases })
      : translate('fact.enteredTogether', { n: cases, age: ageText(translate, span) });
  },
  'HANG-04': counting('savedAlike', { n: 'cases', of: 'of' }),
  'HANG-05': counting('sameReason', { percent: 'percent', of: 'of' }),
  'PRM-01': (facts, { translate }) => {
    const from = factText(facts, 'from');
    const to = factText(facts, 'to');
    const breaches = factNumber(facts, 'breaches');
    if (from === null || breaches === null) return null;
    const before = limitText(translate, from);
    return to === null
      ? translate('fact.promiseDropped', { n: breaches, from: before })
      : translate('fact.promiseChanged', { n: breaches, from: before, to: limitText(translate, to) });
  },
  'PRM-02': (facts, { translate }) => {
    const fault = factText(facts, 'fault');
    if (fault === null) return null;
    const unit = factText(facts, 'unit');
    if (fault === 'no_unit' || unit === null) return translate('fact.noUnit', {});
    const promised = translate(`unit.${unit}`, { n: factNumber(facts, 'promised') ?? 0 });
    return translate('fact.beyondLaw', {
      promised,
      law: translate(`unit.${unit}`, { n: factNumber(facts, 'law') ?? 0 }),
    });
  },
  'END-01': (facts, { translate, language, timezone }) => {
    const returnedAt = factNumber(facts, 'returnedAt');
    const againAt = factNumber(facts, 'againAt');
    if (returnedAt === null || againAt === null) return null;
    const day = (at: number) => localClock(at, timezone, language).day.slice(5);
    return translate('fact.filedAgain', { day: day(returnedAt), again: day(againAt) });
  },
  'ITM-01': (facts, { translate }) => {
    const months = factNumber(facts, 'months');
    if (months !== null) return translate('fact.idle', { n: months });
    const named = numbers(facts, { n: 'silentWorkdays', expected: 'expected' });
    return named && translate('fact.suddenStop', named);
  },
  'VOL-01': counting('notCases', { n: 'cases', of: 'of' }),
  'VOL-02': (facts, { translate }) => {
    const twin = factText(facts, 'twin');
    return twin === null ? null : translate('fact.twin', { twin });
  },
};
