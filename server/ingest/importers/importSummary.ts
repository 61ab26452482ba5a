import type { Problem } from '#contract/problem';
import type { ProposedAmendment } from './compareWithStored.ts';
import type { RowFault } from './fileRow.ts';

/** The one JSON line with which `duban import` ends. */
export interface ImportSummary {
  file: string;
  dryRun?: true;
  /** CSV lines, traces (`rows: "case"`) or events of traces. */
  rows: number;
  cases: number;
  /** Set when there are more cases than are counted exactly. */
  moreCases?: true;
  /** Events the file tells and that could be read. */
  events: number;
  accepted: number;
  duplicates: number;
  /** Events of cases that lie in archives: they are counted already and were skipped. */
  archived: number;
  /** Rows, values and events that were not taken. */
  rejected: number;
  /** The first 20 of them, and what ended the import early. */
  problems: RowFault[];
  /** What may be wrong with the mapping although every row could be taken. */
  warnings: string[];
  proposedAmendments: number;
  /** The first 20 of them. */
  amendments: ProposedAmendment[];
  seconds: number;
}

const shownProblems = 20;
const countedCases = 500_000;

/** Counts while an import runs, in constant memory. */
export class ImportCounter {
  readonly summary: ImportSummary;
  private readonly cases = new Set<string>();

  constructor(file: string, dryRun: boolean) {
    this.summary = {
      file,
      ...(dryRun ? { dryRun } : {}),
      rows: 0,
      cases: 0,
      events: 0,
      accepted: 0,
      duplicates: 0,
      archived: 0,
      rejected: 0,
      problems: [],
      warnings: [],
      proposedAmendments: 0,
      amendments: [],
      seconds: 0,
    };
  }

  caseOf(subject: string): void {
    if (this.cases.size < countedCases) this.cases.add(subject);
    else if (!this.cases.has(subject)) this.summary.moreCases = true;
    this.summary.cases = this.cases.size;
  }

  refused(fault: RowFault): void {
    this.summary.rejected += 1;
    if (this.summary.problems.length < shownProblems) this.summary.problems.push(fault);
  }

  /** What kept the import from reaching the end of the file, among what was refused. */
  ended(problem: Problem): void {
    this.refused({ line: Number(problem.path?.split(':')[0] ?? 0), reason: problem.message });
  }

  proposed(amendment: ProposedAmendment): void {
    this.summary.proposedAmendments += 1;
    if (this.summary.amendments.length < shownProblems) this.summary.amendments.push(amendment);
  }
}

/** The summary of a real import from those of its shares, none of which has a case in common; what it lists is by line. */
export function sumOf(shares: readonly ImportSummary[]): ImportSummary {
  const sum = (of: (share: ImportSummary) => number): number =>
    shares.reduce((all, share) => all + of(share), 0);
  const listed = <T extends { line: number }>(of: (share: ImportSummary) => T[], most: number): T[] =>
    shares
      .flatMap(of)
      .sort((one, other) => one.line - other.line)
      .slice(0, most);
  return {
    file: shares[0]?.file ?? '',
    rows: sum(({ rows }) => rows),
    cases: sum(({ cases }) => cases),
    ...(shares.some(({ moreCases }) => moreCases) && { moreCases: true }),
    events: sum(({ events }) => events),
    accepted: sum(({ accepted }) => accepted),
    duplicates: sum(({ duplicates }) => duplicates),
    archived: sum(({ archived }) => archived),
    rejected: sum(({ rejected }) => rejected),
    problems: listed(({ problems }) => problems, shownProblems),
    warnings: shares.flatMap(({ warnings }) => warnings),
    proposedAmendments: sum(({ proposedAmendments }) => proposedAmendments),
    amendments: listed(({ amendments }) => amendments, shownProblems),
    seconds: Math.max(...shares.map(({ seconds }) => seconds)),
  };
}
