export type Visitor = ReturnType<typeof visitor>;

/**
 * A browser as far as redirects and cookies go, one step at a time.
 * @param servedAt where an origin is really served, for names that nobody has registered
 */
export function visitor(servedAt: ReadonlyMap<string, string> = new Map()) {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = ({ origin }: URL): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const headers = (url: URL): { cookie: string } => ({
    cookie: [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; '),
  });
  const ask = async (url: URL, options: RequestInit = {}): Promise<Response> => {
    const place = servedAt.get(url.origin) ?? url.origin;
    const answer = await fetch(`${place}${url.pathname}${url.search}`, {
      redirect: 'manual',
      ...options,
      headers: { ...headers(url), ...options.headers },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';', 1);
      const at = pair.indexOf('=');
      if (at === pair.length - 1) jarOf(url).delete(pair.slice(0, at));
      else jarOf(url).set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    ask,
    cookies: jarOf,
    /**
     * Follows redirects until `stop` holds for where the next one leads, or there is none.
     * @param change of an address on the way
     */
    async go(
      from: URL,
      {
        stop = () => false,
        change = (url) => url,
      }: { stop?: (url: URL) => boolean; change?: (url: URL) => URL } = {},
    ): Promise<URL> {
      let url = from;
      for (let steps = 0; steps < 20; steps += 1) {
        const answer = await ask(url);
        await answer.arrayBuffer();
        const to = answer.headers.get('location');
        if (to === null) return url;
        url = change(new URL(to, url));
        if (stop(url)) return url;
      }
      throw new Error(`no end of redirects at ${url.href}`);
    },
  };
}
