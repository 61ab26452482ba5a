import type { Role } from '#contract/account';

/** An account that can be told. */
export interface Recipient {
  accountId: number;
  name: string;
  role: Role;
  department: string | null;
  mail: 'off' | 'at_once' | 'morning';
  muted: string[];
}

/** A channel as far as it matters to whom it speaks. */
export interface Audience {
  department: string | null;
  kinds: string[];
}

export interface Addressed {
  kind: string;
  department: string | null;
  accounts: string[];
}

/** `order` means all of its kinds, `order.issued` that one. */
export const isOfKind = (kind: string, kinds: readonly string[]): boolean =>
  kinds.includes(kind) || kinds.includes(kind.replace(/\..*$/, ''));

/**
 * Who is told: those named, and the officers of the department. A department without officers is answered for by the
 * nearest one above that has some: nothing falls between two desks.
 */
export function recipientsOf(
  addressed: Addressed,
  accounts: readonly Recipient[],
  parentOf: (department: string) => string | null | undefined,
): Recipient[] {
  const named = new Set(addressed.accounts);
  const responsible = officersOf(addressed.department, accounts, parentOf);
  return accounts.filter((account) => named.has(account.name) || responsible.has(account));
}

export interface Told {
  recipient: Recipient;
  /** The account in whose place they are told; null: in their own. */
  standingFor: string | null;
}

/** The recipients, and whoever stands in for one of them and is not told anyway. */
export function withStandIns(
  recipients: readonly Recipient[],
  accounts: readonly Recipient[],
  standIns: readonly { officerId: number; accountId: number }[],
): Told[] {
  const told = new Map<number, Told>(
    recipients.map((recipient) => [recipient.accountId, { recipient, standingFor: null }]),
  );
  for (const officer of recipients)
    for (const { officerId, accountId } of standIns) {
      const recipient = accounts.find((account) => account.accountId === accountId);
      if (officerId !== officer.accountId || !recipient || recipient.role !== officer.role) continue;
      if (!told.has(accountId)) told.set(accountId, { recipient, standingFor: officer.name });
    }
  return [...told.values()];
}

function officersOf(
  department: string | null,
  accounts: readonly Recipient[],
  parentOf: (department: string) => string | null | undefined,
): Set<Recipient> {
  const seen = new Set<string>();
  for (let code = department; code != null && !seen.has(code); code = parentOf(code) ?? null) {
    seen.add(code);
    const officers = accounts.filter(({ role, department: own }) => role === 'department' && own === code);
    if (officers.length > 0) return new Set(officers);
  }
  return new Set();
}

/**
 * Whether a channel speaks of it in its own name: of its department's matters and those below, and where it serves the
 * whole office, of the office's. What is meant for people by name stays between them.
 */
export function channelHears(
  channel: Audience,
  { kind, department, accounts }: Addressed,
  isWithin: (department: string, ancestors: readonly string[]) => boolean,
): boolean {
  if (channel.kinds.length > 0 && !isOfKind(kind, channel.kinds)) return false;
  if (department === null) return channel.department === null && accounts.length === 0;
  return channel.department === null || isWithin(department, [channel.department]);
}
