import { Problem } from '#contract/problem';
import { faultRemedies, type Fault } from '../language/fault.ts';

const mostNamed = 5;
const longest = 120;

/** @throws Problem where a report would say something wrong: no file is better than a wrong one */
export function refuseFaults(faults: readonly Fault[]): void {
  if (faults.length === 0) return;
  const named = faults.slice(0, mostNamed).map(({ place, text, what }) => {
    return `${cut(place)}: “${cut(text)}”. ${faultRemedies[what]}`;
  });
  const more = faults.length > mostNamed ? ` And ${faults.length - mostNamed} more.` : '';
  throw new Problem(
    'conflict',
    `The report is not written, since its words do not fit its figures. ${named.join(' ')}${more} Its figures can be had as JSON.`,
  );
}

const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
