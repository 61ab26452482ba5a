/** What the check of the wall's layouts finds on a page; runs in the browser, so it knows nothing of this module. */
export interface TextFaults {
  /** CSS px of the smallest text that is shown. */
  smallest: number;
  /** Texts that leave the canvas or what they stand in, or are cut. */
  outside: string[];
  /** Texts that lie on a seam of the wall's panels. */
  onSeam: string[];
  scrolls: boolean;
  texts: number;
}

/** @param panels of the video wall */
export function findTextFaults(panels: { columns: number; rows: number }): TextFaults {
  const main = document.querySelector('main');
  if (!main) throw new Error('there is no wall on this page');
  const shift = new DOMMatrix(getComputedStyle(main).transform);
  const found: TextFaults = { smallest: Infinity, outside: [], onSeam: [], scrolls: false, texts: 0 };
  const seams = (length: number, parts: number) =>
    Array.from({ length: parts - 1 }, (_, index) => ((index + 1) * length) / parts);
  const acrossSeams = seams(innerWidth, panels.columns);
  const downSeams = seams(innerHeight, panels.rows);

  /** The part of a text's box that ink may fill: lines are set tighter than the boxes of their letters. */
  const inkOf = (rect: DOMRect, size: number) => {
    const spare = Math.max(0, rect.height - size) / 2;
    return { left: rect.left, right: rect.right, top: rect.top + spare, bottom: rect.bottom - spare };
  };
  const clips = (element: Element) => getComputedStyle(element).overflowX !== 'visible';
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    const parent = node.parentElement;
    if (text === '' || !parent || !parent.checkVisibility({ visibilityProperty: true })) continue;
    const size = Number.parseFloat(getComputedStyle(parent).fontSize);
    const range = document.createRange();
    range.selectNodeContents(node);
    const boxes: Element[] = [];
    for (let each: Element | null = parent; each && each !== main; each = each.parentElement)
      if (clips(each) || each.matches('.panel, .figure, .card')) boxes.push(each);
    for (const rect of range.getClientRects()) {
      const ink = inkOf(rect, size);
      const slack = size / 6;
      const within = boxes.map((box) => ({ box: box.getBoundingClientRect(), hides: clips(box) }));
      const isHidden = within.some(
        ({ box, hides }) =>
          hides &&
          (ink.top >= box.bottom - slack ||
            ink.bottom <= box.top + slack ||
            ink.left >= box.right ||
            ink.right <= box.left),
      );
      if (isHidden) continue;
      found.texts += 1;
      found.smallest = Math.min(found.smallest, size);
      const leaves = within.some(
        ({ box }) =>
          ink.left < box.left - 1.5 ||
          ink.right > box.right + 1.5 ||
          ink.top < box.top - slack ||
          ink.bottom > box.bottom + slack,
      );
      const isOut = ink.left < 0 || ink.right > innerWidth || ink.top < 0 || ink.bottom > innerHeight;
      const isCut =
        clips(parent) && getComputedStyle(parent).textOverflow === 'ellipsis'
          ? parent.scrollWidth > parent.clientWidth + 1
          : false;
      if (leaves || isOut || isCut) found.outside.push(text);
      const crosses = (from: number, to: number, list: number[]) =>
        list.some((seam) => from < seam - 1 && to > seam + 1);
      if (
        crosses(ink.left - shift.e, ink.right - shift.e, acrossSeams) ||
        crosses(ink.top - shift.f, ink.bottom - shift.f, downSeams)
      )
        found.onSeam.push(text);
    }
  }
  const { scrollWidth, scrollHeight } = document.documentElement;
  found.scrolls =
    scrollWidth > innerWidth ||
    scrollHeight > innerHeight ||
    [...main.querySelectorAll('*')].some((each) => {
      const { overflowX, overflowY } = getComputedStyle(each);
      return [overflowX, overflowY].some((way) => way === 'auto' || way === 'scroll');
    });
  return found;
}
