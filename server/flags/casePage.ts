/** A place among cases by their first event and id; the time to the microsecond, as the database writes it. */
export interface PagePosition {
  firstEventAt: string;
  caseId: string;
}

/** Cases that lie close together in time: those behind `after`, up to `upTo`. */
export interface CasePage {
  after: PagePosition;
  upTo: PagePosition;
}

/** Pages without a gap, each up to one of the ends. */
export function pagesUpTo(ends: readonly PagePosition[]): CasePage[] {
  let after: PagePosition = { firstEventAt: '-infinity', caseId: '' };
  return ends.map(({ firstEventAt, caseId }) => {
    const page = { after, upTo: { firstEventAt, caseId } };
    after = page.upTo;
    return page;
  });
}
