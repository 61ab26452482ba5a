import type { Pool } from 'pg';
import type { Account } from '../../server/contract/account.ts';
import type { Instant } from '../../server/contract/time.ts';
import { accountByName, insertAccount } from '../../server/access/accountStore.ts';
import { hashPassword } from '../../server/access/passwordHash.ts';
import { randomCode } from '../../server/access/secret.ts';
import type { Catalogue } from '../../server/catalogue/catalogue.ts';
import { day } from '../../server/simulation/time.ts';
import type { Officer } from './fates.ts';

/** Who acts: the demo's own inspector and supervisor, and of each department an officer whose password nobody knows. */
export async function demoOfficers(
  pool: Pool,
  catalogue: Catalogue,
  departments: readonly string[],
  now: Instant,
): Promise<(who: Officer, department: string) => Account> {
  const inspector = await mustBe(pool, 'inspector');
  const supervisor = await mustBe(pool, 'supervisor');
  const passwordHash = await hashPassword(randomCode());
  const createdAt = now - 90 * day;
  const officers = new Map<string, Account>();
  for (const code of departments) {
    const department = catalogue.department(code);
    const name = `${code}.officer`;
    const account = {
      name,
      displayName: `${department?.shortName ?? code}联络员`,
      role: 'department' as const,
      region: null,
      department: code,
      passwordHash,
    };
    officers.set(code, (await insertAccount(pool, account, createdAt)) ?? (await mustBe(pool, name)));
  }
  return (who, department) => {
    if (who !== 'department') return who === 'inspector' ? inspector : supervisor;
    const officer = officers.get(department);
    if (!officer) throw new Error(`nobody acts for ${department}`);
    return officer;
  };
}

async function mustBe(pool: Pool, wanted: string): Promise<Account> {
  const found = await accountByName(pool, wanted);
  if (!found) throw new Error(`the demo has no account ${wanted}`);
  const { id, name, displayName, role, region, department } = found;
  return { id, name, displayName, role, region, department };
}
