import { roles, type Role } from '#contract/account';
import type { AccountChange, ManagedAccount, NewAccount } from '#contract/accountSchema';
import type { FieldValues } from '../../components/actionFields.ts';

interface Places {
  regions: readonly { code: string }[];
  departments: readonly { code: string }[];
}

export type AccountFaults = Partial<Record<'name' | 'role' | 'region' | 'department', string>>;

const text = (values: FieldValues, name: string): string => values[name]?.trim() ?? '';
const roleOf = (values: FieldValues): Role | undefined => roles.find((role) => role === values['role']);

/** Keys of what is wrong with a form as it stands, by its field; those of `admin`. */
export function accountFaults(values: FieldValues, places: Places, isNew: boolean): AccountFaults {
  const faults: AccountFaults = {};
  if (isNew && text(values, 'name') === '') faults.name = 'required';
  if (!roleOf(values)) faults.role = 'required';
  const { region, department } = { region: text(values, 'region'), department: text(values, 'department') };
  if (region !== '' && !places.regions.some(({ code }) => code === region)) faults.region = 'choose';
  if (department !== '' && !places.departments.some(({ code }) => code === department))
    faults.department = 'choose';
  else if (department === '' && values['role'] === 'department')
    faults.department = 'accounts.departmentNeeded';
  return faults;
}

/** The form of an account that has no faults. */
export function newAccountOf(values: FieldValues): NewAccount {
  const displayName = text(values, 'displayName');
  const region = text(values, 'region');
  const department = text(values, 'department');
  return {
    name: text(values, 'name'),
    role: roleOf(values) ?? 'monitor',
    ...(displayName === '' ? {} : { displayName }),
    ...(region === '' ? {} : { region }),
    ...(department === '' ? {} : { department }),
  };
}

export const valuesOf = ({ displayName, role, region, department }: ManagedAccount): FieldValues => ({
  displayName,
  role,
  region: region ?? '',
  department: department ?? '',
});

/** What the form has that the account has not: what others changed meanwhile stays. */
export function changeOf(values: FieldValues, account: ManagedAccount): AccountChange {
  const displayName = text(values, 'displayName');
  const role = roleOf(values);
  const region = text(values, 'region') || null;
  const department = text(values, 'department') || null;
  return {
    ...(displayName === '' || displayName === account.displayName ? {} : { displayName }),
    ...(role === undefined || role === account.role ? {} : { role }),
    ...(region === account.region ? {} : { region }),
    ...(department === account.department ? {} : { department }),
  };
}
