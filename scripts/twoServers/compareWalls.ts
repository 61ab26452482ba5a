import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { WallFollower } from './wallFollower.ts';

export interface WallsReport {
  joins: number;
  deltas: number;
  gaps: number;
  /** What should have been the same and was not. */
  differing: string[];
}

/** Holds what each wall shows against a fresh snapshot of its server, and against the other wall at the same number. */
export async function compareWalls(walls: readonly WallFollower[]): Promise<WallsReport> {
  const differing: string[] = [];
  for (const [nth, wall] of walls.entries()) {
    const { seq, picture } = await wall.fresh();
    const followed = await untilDefined(() => wall.pictures.get(seq));
    differing.push(
      ...differences(followed, picture).map((part) => `wall ${nth}: ${part} of a fresh snapshot`),
    );
  }
  const [one, other] = walls;
  if (one && other) {
    const from = Math.max(...[one, other].map(({ pictures }) => [...pictures.keys()].at(-1) ?? 0));
    const pair = await untilDefined(() =>
      [...one.pictures]
        .filter(([seq]) => seq >= from)
        .flatMap(([seq, picture]) => {
          const same = other.pictures.get(seq);
          return same ? [[picture, same] as const] : [];
        })
        .at(-1),
    );
    differing.push(...differences(...pair).map((part) => `${part} of the other wall`));
  }
  return {
    joins: walls.reduce((sum, { joins }) => sum + joins, 0),
    deltas: walls.reduce((sum, { deltas }) => sum + deltas, 0),
    gaps: walls.reduce((sum, { gaps }) => sum + gaps, 0),
    differing,
  };
}

function differences(one: object, other: object): string[] {
  const parts = new Map(Object.entries(other));
  return Object.entries(one).flatMap(([part, value]) =>
    isDeepStrictEqual(value, parts.get(part))
      ? []
      : [
          `${part} ${JSON.stringify(value).slice(0, 300)} is not ${JSON.stringify(parts.get(part)).slice(0, 300)},`,
        ],
  );
}

async function untilDefined<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(50);
  }
}
