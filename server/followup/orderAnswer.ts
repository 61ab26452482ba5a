import type { OrderAnswer } from '#contract/followup';
import { instantText, instantTextOrNull } from '../http/instantText.ts';
import type { OrderRow } from './orderStore.ts';

export function orderAnswer({ position: _position, ...row }: OrderRow): OrderAnswer {
  return {
    ...row,
    createdAt: instantText(row.createdAt),
    decidedAt: instantTextOrNull(row.decidedAt),
  };
}
