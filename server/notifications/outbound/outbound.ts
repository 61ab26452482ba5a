import { lookup } from 'node:dns/promises';
import type { AddressGuard } from './addressGuard.ts';

/** All that sends something out goes through this. */
export interface Outbound {
  guard: AddressGuard;
  /** Every address of a name; an address stands for itself. Rejects when there is none. */
  addressesOf(host: string): Promise<{ address: string; family: number }[]>;
}

export const outboundTo = (guard: AddressGuard): Outbound => ({
  guard,
  addressesOf: (host) => lookup(host, { all: true, verbatim: true }),
});

export type CheckedHost =
  { ok: true; address: string; family: number; isOwn: boolean } | { ok: false; reason: string };

/**
 * The address to connect to, and to no other: a name may answer otherwise when it is asked again. One address that is
 * not admitted spoils the name, for the next answer may put it first.
 */
export async function checkHost({ guard, addressesOf }: Outbound, host: string): Promise<CheckedHost> {
  const found = await addressesOf(host).catch(() => []);
  const first = found[0];
  if (first === undefined) return { ok: false, reason: `The host "${host}" has no address.` };
  const refused = found.find(({ address }) => !guard.admits(address));
  if (refused)
    return {
      ok: false,
      reason: `The host "${host}" has the address ${refused.address}, which is not public; list its network in DUBAN_OWN_NETWORKS if it is yours.`,
    };
  return { ok: true, ...first, isOwn: found.every(({ address }) => guard.isOwn(address)) };
}
