/**
 * Names a build of the pages: the hashes in the names of the files that its index.html asks for first; a change
 * anywhere changes one of them. Empty for pages that were not built (the development server's).
 * @param html index.html as it is served, or the head of a page that has just loaded from it
 */
export function pageBuild(html: string): string {
  const files = html.matchAll(/(?:src|href)="[^"]*\/assets\/[^"]*-([\w-]{8})\.(?:js|css)"/g);
  return [...files].map(([, hash]) => hash).join('.');
}
