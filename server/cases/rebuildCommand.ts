import type { Pool } from 'pg';
import type { Instant } from '#contract/time';
import type { CommandIo } from '../access/userCommand.ts';
import type { CatalogueHolder } from '../catalogue/catalogueHolder.ts';
import { rebuild } from './rebuild.ts';

export const rebuildUsage = 'duban rebuild [--check]';

/**
 * Answers the exit code: 0 nothing differs, or what did is replaced; 1 a check found differences; 2 wrong usage. Ends
 * with one line of JSON on stdout.
 */
export async function rebuildCommand(
  args: string[],
  io: CommandIo & { terminal?: boolean },
  parts: { pool: Pool; catalogue: CatalogueHolder; now: () => Instant },
): Promise<number> {
  const unknown = args.find((arg) => arg !== '--check');
  if (unknown !== undefined) {
    io.err(`"rebuild" does not take "${unknown}".`);
    io.err(`usage: ${rebuildUsage}`);
    return 2;
  }
  const check = args.length > 0;
  await parts.catalogue.refresh(parts.pool);
  const report = await rebuild(
    { pool: parts.pool, catalogue: parts.catalogue.current() },
    {
      check,
      now: parts.now(),
      ...(io.terminal ? { onProgress: (events: number) => io.err(`${events} events folded`) } : {}),
    },
  );
  io.out(JSON.stringify(report));
  const { cases, until } = report.archived;
  if (cases > 0 && until !== null)
    io.err(
      `${cases} cases closed until ${new Date(until).toISOString()} lie in archives and were not folded; what they had counted is taken as it was archived.`,
    );
  const differs = Object.values(report.differences).some((count) => count > 0);
  if (check && differs)
    io.err('What is stored differs from what the events give; "duban rebuild" replaces it.');
  return check && differs ? 1 : 0;
}
