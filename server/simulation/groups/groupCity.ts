import type { CaseScript } from '../caseScript.ts';
import type { CityCases } from '../cityCases.ts';
import type { CatalogueInput } from '../city/catalogueInput.ts';
import { demoCity } from '../city/demoCity.ts';
import type { DemoItem } from '../city/demoItems.ts';
import { judgeGroups } from '../judge/judgeGroups.ts';
import { type Day, dayOf, startOf } from '../time.ts';
import type { TruthRow } from '../truth.ts';
import type { World } from '../world.ts';
import { bulkEntry, manyEnteredAfterwards } from './entries.ts';
import { enteredTwice, filedAgain, inflatedVolume } from './filings.ts';
import { createGroupScene, type RecordedItem, watchedDays } from './groupScene.ts';
import { machineSpeed } from './handlers.ts';
import { idleItem, promiseBeyondLaw, promiseLengthened } from './itemRecords.ts';
import { boilerplateReasons, justSaved } from './suspensions.ts';

const plantRows = [
  machineSpeed,
  manyEnteredAfterwards,
  bulkEntry,
  justSaved,
  boilerplateReasons,
  filedAgain,
  promiseLengthened,
  promiseBeyondLaw,
  idleItem,
  inflatedVolume,
  enteredTwice,
];

/** So many groups of each rule are planted, and as many near misses, shared out among its ways. */
export const groupsPerRow = 50;

export interface GroupCity {
  city: CityCases;
  /** When the rules begin to watch; what was before is record. */
  watchedFrom: number;
  /** What the catalogue learned, the city itself first. */
  news: { at: number; document: CatalogueInput }[];
  truth: TruthRow[];
}

/** A small city of departments and items each of which breaks, or just does not break, one rule over many cases. */
export function groupCity(world: World): GroupCity {
  const scene = createGroupScene(world);
  const scripts: CaseScript[] = [];
  const truth: TruthRow[] = [];
  for (const row of plantRows) {
    for (const kind of ['planted', 'near'] as const) {
      const ways = row.filter((plant) => plant.kind === kind);
      for (let n = 0; n < groupsPerRow; n += 1) {
        const plant = ways[n % ways.length];
        if (!plant) continue;
        const { key, scripts: theirs } = plant.write(scene, n);
        scripts.push(...theirs);
        if (kind === 'near') truth.push({ kind, caseId: key, rule: plant.rule, scenario: plant.name });
      }
    }
  }
  for (const finding of judgeGroups({ world, scripts, items: scene.items, blackouts: [scene.outage] }))
    truth.push({ kind: 'finding', state: null, ...finding });
  const watchedFrom = startOf(scene.today - watchedDays);
  return {
    city: { blackouts: [scene.outage], bornOn: byBirthday(scripts) },
    watchedFrom,
    news: newsOf(scene.items, scene.offices, world),
    truth,
  };
}

function byBirthday(scripts: readonly CaseScript[]): CityCases['bornOn'] {
  const born = new Map<Day, CaseScript[]>();
  for (const script of scripts) {
    const on = dayOf(Math.min(...script.events.map(({ arrives }) => arrives)));
    born.set(on, [...(born.get(on) ?? []), script]);
  }
  return function* (on) {
    yield* born.get(on) ?? [];
  };
}

function newsOf(
  items: readonly RecordedItem[],
  offices: ReturnType<typeof createGroupScene>['offices'],
  world: World,
): GroupCity['news'] {
  const recorded = ({ kind: _, ...item }: DemoItem) => item;
  const { regions, departmentKinds } = demoCity();
  const departments = offices.map(({ code, region, kind }) => ({
    code,
    name: code,
    region,
    kind: kind.code,
  }));
  const known = items.filter(({ at }) => at <= world.from).map(({ item }) => recorded(item));
  return [
    { at: world.from, document: { regions, departmentKinds, departments, items: known } },
    ...items
      .filter(({ at }) => at > world.from)
      .map(({ item, at }) => ({ at, document: { items: [recorded(item)] } })),
  ];
}
