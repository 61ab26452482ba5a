import { endOf } from '../cases/caseFacts.ts';
import type { Fee } from '../cases/caseState.ts';
import { clear, notEvaluable, raised, type Rule } from './rule.ts';

/**
 * FEE-01: a fee on a free item, or not the item's standard amount. Parts add up while the case is open; a refund
 * repairs what was charged too much, but does not undo it.
 */
export const irregularFee: Rule = {
  id: 'FEE-01',
  aspect: 'lawfulness',
  defaults: { currency: 'CNY' },
  judge({ round, clock, params }) {
    const { fees } = round;
    if (fees.length === 0) return clear;
    if (!clock.item || clock.item.provisional) return notEvaluable('no_item');
    if (clock.item.fee === undefined) return notEvaluable('fee_unknown');
    const currency = String(params['currency']);
    if (fees.some((fee) => (fee.currency ?? currency).toUpperCase() !== currency))
      return notEvaluable('currency_unknown');
    const standard = hundredths(clock.item.fee);
    const { total, most, excess } = addUp(fees, standard);
    const last = fees.at(-1);
    const ended = endOf(round) !== null;
    const isShort = ended && total > 0 && total < standard;
    const by = excess ?? (isShort ? last : undefined);
    if (!by) return clear;
    return raised({
      severity: 'red',
      occurrence: by.eventId,
      at: by.at,
      caseState: ended ? 'concluded' : 'open',
      facts: {
        charged: total / 100,
        most: most / 100,
        standard: standard / 100,
        currency,
        times: fees.length,
      },
      events: fees.map((fee) => fee.eventId),
    });
  },
};

/**
 * Hundredths: amounts are compared exactly. `most`: what had been charged at most, before refunds; `excess`: the charge that
 * first went beyond the standard.
 */
function addUp(
  fees: readonly Fee[],
  standard: number,
): { total: number; most: number; excess: Fee | undefined } {
  let total = 0;
  let most = 0;
  let excess: Fee | undefined;
  for (const fee of fees) {
    total += hundredths(fee.amount);
    most = Math.max(most, total);
    if (total > standard) excess ??= fee;
  }
  return { total, most, excess };
}

const hundredths = (amount: number): number => Math.round(amount * 100);
