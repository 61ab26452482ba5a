const width = 1280;
const quality = 0.8;

/** Rules of the page but its fonts: an image loads nothing, so that text comes in the system's. */
function styleText(): string {
  return [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => !(rule instanceof CSSFontFaceRule))
    .map((rule) => rule.cssText)
    .join('\n');
}

/** The page as it stands, charts as the pictures they are, in a document that can be drawn as an image. */
function pageAsSvg(page: Element): string {
  const copy = page.cloneNode(true) as Element;
  const charts = [...page.querySelectorAll('canvas')];
  for (const [index, place] of [...copy.querySelectorAll('canvas')].entries()) {
    const chart = charts[index];
    if (!chart) continue;
    const image = document.createElement('img');
    image.className = place.className;
    image.style.cssText = place.style.cssText;
    image.style.width = `${chart.clientWidth}px`;
    image.style.height = `${chart.clientHeight}px`;
    image.style.position = getComputedStyle(chart).position;
    image.src = chart.toDataURL();
    place.replaceWith(image);
  }
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('width', String(innerWidth));
  svg.setAttribute('height', String(innerHeight));
  // rem is of the outermost element, which is this one here
  svg.style.fontSize = getComputedStyle(document.documentElement).fontSize;
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = styleText();
  const body = document.createElementNS('http://www.w3.org/2000/svg', 'foreignObject');
  body.setAttribute('width', '100%');
  body.setAttribute('height', '100%');
  const { color, fontFamily, backgroundColor } = getComputedStyle(document.documentElement);
  const inner = document.createElement('div');
  Object.assign(inner.style, { color, fontFamily, backgroundColor, width: '100%', height: '100%' });
  inner.append(copy);
  body.append(inner);
  svg.append(style, body);
  return new XMLSerializer().serializeToString(svg);
}

/**
 * What this page shows, drawn once more as a JPEG of 1280 px across. It is what the page holds: whether a monitor is on
 * and shows it no page can tell.
 */
export async function takeScreenshot(page: Element): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(pageAsSvg(page))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = Math.round((width * innerHeight) / innerWidth);
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  if (!blob) throw new Error('The page could not be drawn.');
  return blob;
}
