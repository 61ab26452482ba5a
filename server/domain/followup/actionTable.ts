import type { Role } from '#contract/account';
import type { FlagAction } from '#contract/followup';
import { flagStatuses, type FlagStatus } from '#contract/rule';

export interface ActionTerms {
  roles: readonly Role[];
  from: readonly FlagStatus[];
  /** It stands still while an appeal waits for its decision. */
  waitsForAppeal: boolean;
}

const office: readonly Role[] = ['inspector', 'supervisor'];
const department: readonly Role[] = ['department'];
const going: readonly FlagStatus[] = ['raised', 'sent', 'replied', 'confirmed', 'rectifying', 'reviewing'];
const live: readonly FlagStatus[] = [...going, 'withdrawal_pending'];

const waits = { waitsForAppeal: true };
const goesOn = { waitsForAppeal: false };

/** THE table of who may do what, and when. Scope is the query's matter; what else it takes is mayAct's. */
export const actionTable: Readonly<Record<FlagAction, ActionTerms>> = {
  send: { roles: office, from: ['raised', 'withdrawal_pending'], ...waits },
  undo: { roles: office, from: ['sent'], ...waits },
  recall: { roles: office, from: ['sent'], ...waits },
  reply: { roles: department, from: ['sent'], ...waits },
  verdict: { roles: office, from: ['raised', 'sent', 'replied', 'withdrawal_pending'], ...waits },
  order: { roles: office, from: ['sent', 'replied', 'confirmed', 'rectifying'], ...waits },
  rectify: { roles: department, from: ['confirmed', 'rectifying'], ...waits },
  review: { roles: office, from: ['reviewing'], ...waits },
  close: { roles: office, from: ['reviewing'], ...waits },
  appeal: { roles: department, from: ['sent', 'confirmed', 'rectifying'], ...waits },
  'decide-appeal': { roles: office, from: going, ...goesOn },
  exempt: { roles: office, from: going, ...waits },
  approve: { roles: ['supervisor'], from: going, ...waits },
  withdraw: { roles: office, from: live, ...goesOn },
  adopt: { roles: office, from: ['archived'], ...goesOn },
  assign: { roles: office, from: live, ...goesOn },
  'hand-over': { roles: office, from: live, ...goesOn },
  remind: { roles: office, from: ['sent', 'confirmed', 'rectifying'], ...waits },
  call: { roles: office, from: flagStatuses, ...goesOn },
  note: { roles: [...office, ...department], from: flagStatuses, ...goesOn },
};
