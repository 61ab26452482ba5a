import { Problem } from '#contract/problem';
import type { Channel } from './channel.ts';

/** The address of a channel that is called over HTTP. @throws Problem `internal` when the row holds none */
export function robotUrl({ channelId, secrets: { url } }: Channel): URL {
  if (url === null) throw new Problem('internal', `Channel ${channelId} has no address.`);
  return new URL(url);
}
