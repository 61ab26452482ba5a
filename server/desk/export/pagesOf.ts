/** What a list query takes without effort, and what memory holds at a time. */
const rowsAPage = 2_000;

/**
 * Reads a list to its end, page after page by its key. No transaction stays open while a slow reader takes a file, and
 * when the reader goes, the next page is not asked for.
 */
export async function* pagesOf<Row>(
  read: (after: Row | undefined, limit: number) => Promise<Row[]>,
  limit = rowsAPage,
): AsyncGenerator<Row[]> {
  let last: Row | undefined;
  for (;;) {
    const page = await read(last, limit);
    if (page.length > 0) yield page;
    if (page.length < limit) return;
    last = page.at(-1);
  }
}
