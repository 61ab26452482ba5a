import { type CaseScript, dropEvents, eventOf, type EventData } from '../caseScript.ts';
import { dayOf, endOf, hour, second, toTimeText } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

interface Paper {
  type: 'case.certificate_issued' | 'case.delivered';
  /** From the end of the tenth working day after the decision. */
  offset: number;
  data?: (deadline: number) => EventData;
}

/** A licence granted on day `end`, and what became of its paper. */
function granted(scene: Scene, papers: Paper[], end?: number, type = '01'): CaseScript {
  const place = scene.promised(
    (item, days) => item.type === type && days >= 3 && days <= 10 && hasNoStepLimit(item),
  );
  const concludedOn = end ?? scene.workday(scene.pastDay(16), 2);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(scene.workday(concludedOn, -2)),
    concludedAt: scene.moment(concludedOn),
  });
  dropEvents(script, (event) => event.type === 'case.certificate_issued' || event.type === 'case.delivered');
  const deadline = endOf(scene.workday(dayOf(eventOf(script, 'case.decided').at), 10));
  for (const { type: what, offset, data } of papers) {
    const at = deadline + offset;
    script.events.push({ type: what, at, arrives: at + 2 * second, data: data?.(deadline) ?? {} });
  }
  return script;
}

const delivered = (offset: number, data?: Paper['data']): Paper => ({
  type: 'case.delivered',
  offset,
  ...(data ? { data } : {}),
});
const issued = (offset: number, data: Paper['data'] = () => ({ method: 'paper' })): Paper => ({
  type: 'case.certificate_issued',
  offset,
  data,
});

export const lateDelivery = plantsOf(
  'DLV-01',
  {
    'delivered a second late': (scene) => granted(scene, [delivered(second)]),
    'delivered the next day': (scene) => granted(scene, [delivered(10 * hour)]),
    'never delivered': (scene) => granted(scene, []),
    'issued on paper, never delivered': (scene) => granted(scene, [issued(-50 * hour)]),
    'the applicant told a second late': (scene) =>
      granted(scene, [
        issued(-50 * hour, (deadline) => ({
          method: 'paper',
          applicantNotifiedAt: toTimeText(deadline + second),
        })),
      ]),
    'tenth working day was yesterday': (scene) => granted(scene, [], scene.workday(scene.today, -11)),
  },
  {
    'delivered in the last second': (scene) => granted(scene, [delivered(-second)]),
    'tenth working day is today': (scene) => granted(scene, [], scene.workday(scene.today, -10)),
    'told in time, never collected': (scene) =>
      granted(scene, [issued(-50 * hour, () => ({ method: 'paper', applicantNotified: true }))]),
    'told in the last second, collected late': (scene) =>
      granted(scene, [
        delivered(30 * hour, (deadline) => ({ applicantNotifiedAt: toTimeText(deadline - second) })),
      ]),
    'issued electronically': (scene) =>
      granted(scene, [issued(-50 * hour, () => ({ method: 'electronic' }))]),
    'a service that gives no paper': (scene) => granted(scene, [], undefined, '20'),
  },
);
