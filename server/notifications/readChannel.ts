import type { Account } from '#contract/account';
import type { ChannelInput } from '#contract/channelSchema';
import { Problem } from '#contract/problem';
import { scopeOf } from '../access/scope.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ChannelRecord, ChannelScope } from './channelStore.ts';
import type { ChannelSecrets, SecretSealer } from './secretSealer.ts';

/** The departments whose channels an account may administer: those inside both its region and its department. */
export function channelScopeOf(account: Account, catalogue: Catalogue): ChannelScope {
  const { regions, departments } = scopeOf(account, catalogue);
  if (regions === null && departments === null) return null;
  return catalogue.departments
    .filter(
      ({ code, region }) => (departments?.includes(code) ?? true) && (regions?.includes(region) ?? true),
    )
    .map(({ code }) => code);
}

/**
 * The row of a channel as it was sent in; what is secret and left out stays as `before`.
 * @throws Problem `invalid`, `forbidden`, each with the field
 */
export function readChannel(
  input: ChannelInput,
  before: ChannelSecrets | null,
  { catalogue, scope, sealer }: { catalogue: Catalogue; scope: ChannelScope; sealer: SecretSealer },
): ChannelRecord {
  checkDepartment(input.department, catalogue, scope);
  const secrets = secretsOf(input, before);
  const mail = input.kind === 'mail' ? input.mail : null;
  if (mail && mail.to.length === 0 && !mail.toAccounts)
    throw new Problem('invalid', 'The mail would go to nobody: name addresses, or turn toAccounts on.', {
      path: 'mail.to',
    });
  if (mail?.user && secrets.password === null) throw missing('password', 'the mail server’s password');
  if (input.kind === 'webhook' && secrets.secret === null)
    throw missing('secret', 'whsec_ and 24 to 64 random bytes as base64');
  const { name, kind, department, kinds, language, rhythm, hours, enabled } = input;
  return {
    name,
    kind,
    department,
    kinds,
    language,
    rhythm,
    hoursFrom: hours?.from ?? null,
    hoursTo: hours?.to ?? null,
    address: mail ? `${mail.host}:${mail.port}` : new URL(secrets.url ?? '').origin,
    mail,
    sealed: sealer.seal(secrets),
    signed: (secrets.secret ?? secrets.password) !== null,
    enabled,
  };
}

function secretsOf(input: ChannelInput, before: ChannelSecrets | null): ChannelSecrets {
  if (input.kind === 'mail')
    return { url: null, secret: null, password: input.password ?? before?.password ?? null };
  const url = input.url ?? before?.url ?? null;
  if (url === null) throw missing('url', 'the address that the platform shows for the robot or webhook');
  const secret = 'secret' in input ? (input.secret ?? null) : null;
  return { url, secret: secret ?? before?.secret ?? null, password: null };
}

function checkDepartment(department: string | null, catalogue: Catalogue, scope: ChannelScope): void {
  if (scope !== null && (department === null || !scope.includes(department)))
    throw new Problem(
      'forbidden',
      department === null
        ? 'The whole office is outside your scope; name a department.'
        : `The department "${department}" is outside your scope.`,
      { path: 'department' },
    );
  if (department !== null && catalogue.department(department) === undefined)
    throw new Problem('invalid', `The catalogue has no department "${department}".`, { path: 'department' });
}

const missing = (path: string, expected: string): Problem =>
  new Problem('invalid', `The field "${path}" is missing; it holds ${expected}.`, { path });
