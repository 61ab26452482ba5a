import { type CaseScript, eventOf } from '../caseScript.ts';
import { sourceOfRegion } from '../city/citySources.ts';
import { addExtension, addPause, type PauseBrief } from '../lives/pauses.ts';
import { endOf, hour, minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Place, type Scene } from './scene.ts';

const long = (scene: Scene, least = 10): Place =>
  scene.promised((item, days) => days >= least && days <= 15 && hasNoStepLimit(item));

/** Accepted on day 0, concluded on working day `end`, suspended from working day 1. */
function paused(
  scene: Scene,
  place: Place,
  end: number,
  brief: (on: number, startsAt: number) => Omit<PauseBrief, 'startsAt'>,
): CaseScript {
  const on = scene.pastDay(end + 2);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, end)),
  });
  const startsAt = scene.moment(scene.workday(on, 1));
  addPause(script, { startsAt, ...brief(on, startsAt) }, scene.random);
  return script;
}

function lacking(field: string) {
  return (scene: Scene): CaseScript => {
    const script = paused(scene, long(scene), 6, (on) => ({
      resumesAt: scene.moment(scene.workday(on, 3)),
      approvedDays: 4,
    }));
    const pause = eventOf(script, 'case.suspended');
    const { [field]: _, ...rest } = pause.data;
    pause.data = rest;
    return script;
  };
}

export const unfoundedPause = plantsOf(
  'HANG-01',
  {
    'no kind': lacking('kind'),
    'no approver': lacking('approver'),
    'no reason': lacking('reason'),
    'no notice': lacking('notice'),
  },
  {
    'all four given': (scene) =>
      paused(scene, long(scene), 6, (on) => ({
        resumesAt: scene.moment(scene.workday(on, 3)),
        approvedDays: 4,
      })),
    'kind that the source cannot express': (scene) => {
      const cannot = (region: string) =>
        sourceOfRegion(region).settings.cannotExpress.includes('suspension.kind');
      const place = scene.place(
        (item) =>
          item.promisedLimit?.unit === 'workday' && item.promisedLimit.value >= 10 && hasNoStepLimit(item),
        (office) => cannot(office.region),
      );
      const script = paused(scene, place, 6, (on) => ({
        resumesAt: scene.moment(scene.workday(on, 3)),
        approvedDays: 4,
      }));
      dropKind(script);
      return script;
    },
  },
);

/** What a source that has no column for the kind reports. */
export function dropKind(script: CaseScript): void {
  for (const event of script.events) {
    if (event.type !== 'case.suspended') continue;
    const { kind: _, ...rest } = event.data;
    event.data = rest;
  }
}

export const overrunPause = plantsOf(
  'HANG-06',
  {
    'resumed a second after the first day too many': (scene) =>
      paused(scene, long(scene), 8, (on) => ({
        resumesAt: endOf(scene.workday(on, 4)) + second,
        approvedDays: 3,
      })),
    'resumed two days over': (scene) =>
      paused(scene, long(scene), 8, (on) => ({
        resumesAt: scene.moment(scene.workday(on, 5)),
        approvedDays: 3,
      })),
    'never resumed, days used up': (scene) => open(scene, 5, 3),
    'open at the conclusion': (scene) =>
      paused(scene, long(scene), 4, () => ({ resumesAt: undefined, approvedDays: 9 })),
  },
  {
    'resumed a second before the first day too many was over': (scene) =>
      paused(scene, long(scene), 8, (on) => ({
        resumesAt: endOf(scene.workday(on, 4)) - second,
        approvedDays: 3,
      })),
    'resumed on its last approved day': (scene) =>
      paused(scene, long(scene), 8, (on) => ({
        resumesAt: scene.moment(scene.workday(on, 3)),
        approvedDays: 3,
      })),
    'under way, on its last approved day': (scene) => open(scene, 2, 3),
    'resumed a second before the conclusion': (scene) => {
      const script = paused(scene, long(scene), 4, () => ({ resumesAt: undefined, approvedDays: 9 }));
      const { at, arrives } = eventOf(script, 'case.concluded');
      script.events.push({ type: 'case.resumed', at: at - second, arrives: arrives - second, data: {} });
      return script;
    },
  },
);

/** Suspended for `approvedDays` since `daysAgo` working days, today not counted, and still so. */
function open(scene: Scene, daysAgo: number, approvedDays: number): CaseScript {
  const place = scene.promised((item, days) => days >= 15 && hasNoStepLimit(item));
  const acceptedAt = scene.moment(scene.workday(scene.today, -daysAgo - 2));
  const script = scene.usual({
    ...place,
    acceptedAt,
    concludedAt: scene.moment(scene.workday(scene.today, 5)),
  });
  const startsAt = scene.moment(scene.workday(scene.today, -daysAgo));
  addPause(script, { startsAt, resumesAt: undefined, approvedDays }, scene.random);
  return script;
}

/** A case concluded `end` working days after its acceptance, and the day on which its promise ends. */
function ended(
  scene: Scene,
  end: (days: number) => number,
  least = 3,
): { script: CaseScript; dueOn: number; on: number } {
  const place = scene.promised(
    (item, days, law) => days >= least && days <= 12 && law - days >= 8 && hasNoStepLimit(item),
  );
  const days = place.item.promisedLimit?.value ?? 0;
  const on = scene.pastDay(end(days) + 6, (d) => scene.tomorrowWorks(scene.workday(d, days)));
  const concludedAt = scene.moment(scene.workday(on, end(days)));
  const script = scene.usual({ ...place, acceptedAt: scene.moment(on), concludedAt });
  return { script, on, dueOn: scene.workday(on, days) };
}

const inTime = (days: number): number => days - 1;
const twoLate = (days: number): number => days + 2;

export const madeAfterwards = plantsOf(
  'HANG-03',
  {
    'approved a second after the conclusion': (scene) => {
      const { script } = ended(scene, inTime);
      const { at } = eventOf(script, 'case.concluded');
      addPause(
        script,
        { startsAt: at - 50 * minute, resumesAt: at - 2 * minute, approvedDays: 3, approvedAt: at + second },
        scene.random,
      );
      return script;
    },
    'approved after the promise had passed': (scene) => {
      const { script, dueOn, on } = ended(scene, twoLate);
      const startsAt = scene.moment(scene.workday(on, 1));
      const resumesAt = scene.moment(scene.workday(on, 2));
      addPause(
        script,
        { startsAt, resumesAt, approvedDays: 5, approvedAt: endOf(dueOn) + 10 * hour },
        scene.random,
      );
      return script;
    },
    'extended a second after expiry': (scene) => {
      const { script, dueOn } = ended(scene, twoLate);
      addExtension(script, endOf(dueOn) + second, 5, scene.random);
      return script;
    },
    'without approval time, arrived days after the conclusion': (scene) => {
      const { script, on } = ended(scene, inTime);
      const startsAt = scene.moment(scene.workday(on, 1));
      const pause = addPause(
        script,
        { startsAt, resumesAt: undefined, approvedDays: 5, approvedAt: null },
        scene.random,
      );
      pause.arrives = eventOf(script, 'case.concluded').at + 26 * hour;
      const resumedAt = scene.moment(scene.workday(on, 2)) - second;
      script.events.push({
        type: 'case.resumed',
        at: Math.max(resumedAt, startsAt + minute),
        arrives: pause.arrives + second,
        data: {},
      });
      return script;
    },
  },
  {
    'approved a second before the conclusion': (scene) => {
      const { script } = ended(scene, inTime);
      const { at } = eventOf(script, 'case.concluded');
      addPause(
        script,
        { startsAt: at - 50 * minute, resumesAt: at - 2 * minute, approvedDays: 3, approvedAt: at - second },
        scene.random,
      );
      return script;
    },
    'extended in the last second': (scene) => {
      const { script, dueOn } = ended(scene, twoLate);
      addExtension(script, endOf(dueOn) - second, 5, scene.random);
      return script;
    },
    'approved in time, arrived days later': (scene) => {
      const { script, on } = ended(scene, inTime, 4);
      const startsAt = scene.moment(scene.workday(on, 1));
      const pause = addPause(script, { startsAt, resumesAt: startsAt + hour, approvedDays: 3 }, scene.random);
      pause.arrives = eventOf(script, 'case.concluded').at + 26 * hour;
      const resumed = eventOf(script, 'case.resumed');
      resumed.arrives = pause.arrives + second;
      return script;
    },
  },
);
