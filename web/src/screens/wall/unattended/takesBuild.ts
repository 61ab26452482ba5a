export interface Builds {
  /** What this page runs, what the server has, and what it last loaded itself anew for; '' where none is known. */
  own: string;
  newest: string;
  tried: string;
}

/** Whether to load the page anew for the server's build. What it has tried and not become it does not try again. */
export function takesBuild({ own, newest, tried }: Builds): boolean {
  return own !== '' && newest !== '' && newest !== own && newest !== tried;
}
