import { pageBuild } from '#contract/pageBuild';

/** The build this page runs, as it asked for it when it loaded. */
export const ownBuild = pageBuild(new XMLSerializer().serializeToString(document.head));

/** The build that the server has now; null when it does not answer with a page: then none could be loaded either. */
export async function newestBuild(): Promise<string | null> {
  try {
    const answer = await fetch(location.pathname, { cache: 'no-store', headers: { accept: 'text/html' } });
    const isPage = answer.ok && (answer.headers.get('content-type') ?? '').includes('text/html');
    return isPage ? pageBuild(await answer.text()) : null;
  } catch {
    return null;
  }
}
