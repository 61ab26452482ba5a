import { roles } from '#contract/account';
import type { NewToken } from '#contract/accountSchema';
import type { FieldValues } from '../../components/actionFields.ts';

interface Places {
  regions: readonly { code: string }[];
  departments: readonly { code: string }[];
}

const longest = 366;
const text = (values: FieldValues, name: string): string => values[name]?.trim() ?? '';
const isKnown = (code: string, places: readonly { code: string }[]) =>
  code === '' || places.some((place) => place.code === code);

/** Keys of what is wrong with the form as it stands, by its field. */
export function tokenFaults(values: FieldValues, { regions, departments }: Places): Record<string, string> {
  const days = Number(text(values, 'days'));
  return {
    ...(text(values, 'name') === '' ? { name: 'admin.required' } : {}),
    ...(Number.isInteger(days) && days >= 1 && days <= longest ? {} : { days: 'admin.fault.days' }),
    ...(isKnown(text(values, 'region'), regions) ? {} : { region: 'admin.choose' }),
    ...(isKnown(text(values, 'department'), departments) ? {} : { department: 'admin.choose' }),
  };
}

/** A form without faults; what is left empty is as the account has it. */
export function newTokenOf(values: FieldValues): NewToken {
  const role = roles.find((one) => one === values['role']);
  const region = text(values, 'region');
  const department = text(values, 'department');
  return {
    name: text(values, 'name'),
    days: Number(text(values, 'days')),
    ...(role === undefined ? {} : { role }),
    ...(region === '' ? {} : { region }),
    ...(department === '' ? {} : { department }),
  };
}
