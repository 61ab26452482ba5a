import type { Trouble } from '#contract/selfWatchSchema';
import type { Instant } from '#contract/time';
import { enTroubles } from '#contract/wording/enTroubles';
import type { Queryable } from '../db/queryable.ts';
import { lookAround } from '../watch/lookAround.ts';
import { fault, ok, warning, type Finding } from './finding.ts';

/** What the servers say of themselves; the jobs' plan is theirs, so whether the rules run is asked apart. */
export async function troubleFindings(db: Queryable, now: Instant): Promise<Finding[]> {
  const { troubles, servers } = await lookAround(db, [], undefined, now);
  const alive = servers.filter((server) => server.alive);
  return [
    ...alive.map(({ host, port, version }) => ok('server', `${host}:${port} is alive, version ${version}.`)),
    ...troubles.map((trouble) =>
      // nothing is wrong with a duban that nobody has started yet
      trouble.level === 'red' && trouble.code !== 'no_jobs'
        ? fault(trouble.code, sentenceOf(trouble))
        : warning(trouble.code, sentenceOf(trouble)),
    ),
  ];
}

const sentenceOf = ({ code, params }: Trouble): string =>
  enTroubles[code].replaceAll(/\{(\w+)\}/g, (_match: string, name: string) => String(params[name] ?? ''));
