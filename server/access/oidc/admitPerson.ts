import type { OidcRefusal } from '#contract/oidcSchema';
import type { Instant } from '#contract/time';
import type { Queryable } from '../../db/queryable.ts';
import { insertAccount, updateAccount } from '../accountStore.ts';
import { recordAudit } from '../audit.ts';
import type { Rights } from '../mustHavePlace.ts';
import { revokeSessions } from '../sessionStore.ts';
import { revokeTokensOf } from '../tokenStore.ts';
import { chooseRights } from './chooseRights.ts';
import { linkAccount, linkedAccount, listGroups, nameIsTaken, type LinkedAccount } from './oidcStore.ts';
import type { ProviderPerson } from './readPerson.ts';
import { refusal } from './refusalOf.ts';

export type Admitted = { id: number; name: string } | (OidcRefusal & { account: string | null });

/** As the audit names what follows from the provider's word. */
const actor = 'duban oidc';

/**
 * The account of whom the provider vouches for, with the rights that their groups have now: made at the first sign-in,
 * known again by issuer and subject, never by name. In the caller's transaction.
 */
export async function admitPerson(
  db: Queryable,
  issuer: string,
  person: ProviderPerson,
  now: Instant,
): Promise<Admitted> {
  const known = await linkedAccount(db, issuer, person.subject);
  const refused = (why: OidcRefusal['why'], names: readonly string[] = []): Admitted => ({
    ...refusal(why, names),
    account: known?.name ?? null,
  });
  if (known !== undefined && known.disabledAt !== null) return refused('disabled');
  const chosen = chooseRights(person.groups, await listGroups(db));
  if (chosen.kind !== 'rights') {
    if (known !== undefined) await endAll(db, known.name, now);
    return chosen.kind === 'none' ? refused('no_group') : refused('several_groups', chosen.groups);
  }
  if (known !== undefined) return renew(db, known, person, chosen.rights, now);
  if (person.name === null) return refused('no_name');
  const added = await add(db, issuer, { ...person, name: person.name }, chosen.rights, now);
  if (added !== undefined) return added;
  // of two first sign-ins at once the other may have been quicker
  const other = await linkedAccount(db, issuer, person.subject);
  return other === undefined
    ? refused('name_taken', [person.name])
    : renew(db, other, person, chosen.rights, now);
}

/** Undefined when the name is taken. */
async function add(
  db: Queryable,
  issuer: string,
  { subject, name, displayName }: ProviderPerson & { name: string },
  rights: Rights,
  now: Instant,
): Promise<{ id: number; name: string } | undefined> {
  if (await nameIsTaken(db, name)) return undefined;
  const account = { name, displayName: displayName ?? name, ...rights, passwordHash: null };
  const added = await insertAccount(db, account, now);
  if (added === undefined) return undefined;
  await linkAccount(db, { accountId: added.id, issuer, subject }, now);
  const detail = { ...rights, issuer, subject };
  await recordAudit(db, {
    at: now,
    actor,
    action: 'account.added',
    subject: { kind: 'account', id: name },
    detail,
  });
  return added;
}

/** The account as the provider tells of it now. A change of rights ends its API tokens, as `changeAccount` does. */
async function renew(
  db: Queryable,
  known: LinkedAccount,
  { displayName }: ProviderPerson,
  rights: Rights,
  now: Instant,
): Promise<{ id: number; name: string }> {
  const after = { ...known, ...rights, displayName: displayName ?? known.displayName };
  const changed = (['displayName', 'role', 'region', 'department'] as const).filter(
    (field) => known[field] !== after[field],
  );
  if (changed.length > 0) {
    await updateAccount(db, known.name, after);
    if (changed.some((field) => field !== 'displayName')) await revokeTokensOf(db, known.name, now);
    await recordAudit(db, {
      at: now,
      actor,
      action: 'account.changed',
      subject: { kind: 'account', id: known.name },
      detail: Object.fromEntries(changed.map((field) => [field, [known[field], after[field]]])),
    });
  }
  return known;
}

/** Whose groups allow nothing any more must not go on in what is still open. */
async function endAll(db: Queryable, name: string, now: Instant): Promise<void> {
  const ended = await revokeSessions(db, name, null, now);
  await revokeTokensOf(db, name, now);
  await recordAudit(db, {
    at: now,
    actor,
    action: 'session.revoked',
    subject: { kind: 'account', id: name },
    detail: { sessionId: null, ended },
  });
}
