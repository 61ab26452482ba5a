/** Proxies refuse an answer whose head is longer than some kilobytes. */
const mostBytes = 2000;

/** Words as a header takes them, percent-encoded: as many of them, from the first, as fit into 2 KB. */
export function headerWords(words: readonly string[], separator: string): string {
  const between = encodeURIComponent(separator);
  let told = '';
  for (const word of words) {
    // half a character cannot be encoded
    const encoded = encodeURIComponent(word.replaceAll(/\p{Surrogate}/gu, ''));
    const more = told === '' ? encoded : told + between + encoded;
    if (more.length > mostBytes) break;
    told = more;
  }
  return told;
}
