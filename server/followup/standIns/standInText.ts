import type { LocalDay } from '#contract/time';

interface Text {
  zh: string;
  en: string;
}

/** To whoever stands in, and to an officer for whom a supervisor has named somebody. */
export function agreedText(officer: string, standIn: string, from: LocalDay, to: LocalDay): Text {
  return {
    zh: `${from} 至 ${to}，由${standIn}代${officer}办理`,
    en: `${standIn} stands in for ${officer} from ${from} to ${to}`,
  };
}

/** To the other of the two, where it is ended before its last day. */
export function calledOffText(officer: string, standIn: string): Text {
  return {
    zh: `${standIn}代${officer}办理的安排已提前结束`,
    en: `${standIn} no longer stands in for ${officer}: it was ended early`,
  };
}

/** To the officer, once it is over. */
export function overText(standIn: string, done: readonly { action: string; n: number }[]): Text {
  const n = done.reduce((sum, one) => sum + one.n, 0);
  const parts = done.map(({ action, n: times }) => `${action} ${times}`);
  return {
    zh: `${standIn}代您办理已结束，共 ${n} 项${n === 0 ? '' : `：${parts.join('、')}`}`,
    en: `${standIn} no longer stands in for you; done in your place: ${n === 0 ? 'nothing' : parts.join(', ')}`,
  };
}
