import { type CaseScript, dropEvents, eventOf } from '../caseScript.ts';
import type { DemoItem } from '../city/demoItems.ts';
import { minute, second } from '../time.ts';
import { plantsOf } from './plant.ts';
import { hasNoStepLimit, type Scene } from './scene.ts';

type Charge = [amount: number, currency?: string];

/** Granted, and charged for a minute after it: `charges` by the item's standard fee. */
function charged(
  scene: Scene,
  suits: (item: DemoItem) => boolean,
  charges: (fee: number) => Charge[],
): CaseScript {
  const place = scene.promised((item, days) => days >= 3 && hasNoStepLimit(item) && suits(item));
  const on = scene.pastDay(4);
  const script = scene.usual({
    ...place,
    acceptedAt: scene.moment(on),
    concludedAt: scene.moment(scene.workday(on, 2)),
  });
  dropEvents(script, ({ type }) => type === 'case.fee_charged');
  const { at: concludedAt } = eventOf(script, 'case.concluded');
  for (const [n, [amount, currency = 'CNY']] of charges(place.item.fee ?? 0).entries()) {
    const at = concludedAt + (n + 1) * minute;
    script.events.push({ type: 'case.fee_charged', at, arrives: at + second, data: { amount, currency } });
  }
  return script;
}

const costs = ({ fee }: DemoItem): boolean => fee !== undefined && fee > 0;
const isFree = ({ fee }: DemoItem): boolean => fee === 0;
const isUnknown = ({ fee }: DemoItem): boolean => fee === undefined;
const cents = (amount: number): number => Math.round(amount * 100) / 100;

export const irregularFee = plantsOf(
  'FEE-01',
  {
    'ten on a free item': (scene) => charged(scene, isFree, () => [[10]]),
    'a cent on a free item': (scene) => charged(scene, isFree, () => [[0.01]]),
    'a cent more': (scene) => charged(scene, costs, (fee) => [[cents(fee + 0.01)]]),
    'a cent less': (scene) => charged(scene, costs, (fee) => [[cents(fee - 0.01)]]),
    'charged twice': (scene) => charged(scene, costs, (fee) => [[fee], [fee]]),
    'too much, and paid back': (scene) => charged(scene, costs, (fee) => [[fee + 20], [-20]]),
  },
  {
    'the standard amount': (scene) => charged(scene, costs, (fee) => [[fee]]),
    'in two parts': (scene) =>
      charged(scene, costs, (fee) => [[cents(fee / 3)], [cents(fee - cents(fee / 3))]]),
    'nothing, and said so': (scene) => charged(scene, isFree, () => [[0]]),
    'an item whose fee is not recorded': (scene) => charged(scene, isUnknown, () => [[30]]),
    'another currency': (scene) => charged(scene, costs, (fee) => [[fee + 5, 'USD']]),
    waived: (scene) => charged(scene, costs, () => []),
  },
);
