import type { Account, Role } from '#contract/account';
import { defineStore } from 'pinia';
import { computed, shallowRef } from 'vue';
import { getSession, signIn, signOut } from '../api/session.ts';

const revealers: readonly Role[] = ['inspector', 'supervisor', 'department'];
/** May turn the walls' pages from where they stand. */
const steerers: readonly Role[] = ['inspector', 'supervisor', 'admin'];
const reportOrderers: readonly Role[] = ['inspector', 'supervisor', 'admin'];
const templateKeepers: readonly Role[] = ['supervisor', 'admin'];
const auditReaders: readonly Role[] = ['supervisor', 'auditor', 'admin'];

/** Who is signed in. `undefined` as long as nobody asked the server. */
export const useSession = defineStore('session', () => {
  const account = shallowRef<Account | null | undefined>(undefined);

  async function load(): Promise<Account | null> {
    account.value ??= await getSession();
    return account.value ?? null;
  }

  async function enter(name: string, password: string, code?: string) {
    account.value = await signIn(name, password, code);
  }

  async function leave() {
    await signOut();
    account.value = null;
  }

  /** A wall shows every department of its regions. */
  const seesWall = computed(() => account.value?.role !== 'department' && account.value?.department === null);

  /** Limited to no place. */
  const isEverywhere = computed(() => account.value?.region === null && account.value.department === null);

  /** Who answers for what went badly is no matter for a screen in a hall. */
  const readsResponsibility = computed(() => account.value?.role !== 'monitor');
  /** Has work that somebody must go on with. */
  const hasStandIns = computed(() => revealers.some((role) => role === account.value?.role));

  const revealsPeople = computed(() => revealers.some((role) => role === account.value?.role));
  const readsAudit = computed(() => auditReaders.some((role) => role === account.value?.role));

  const verifiesAudit = computed(
    () => readsAudit.value && account.value?.role !== 'supervisor' && isEverywhere.value,
  );
  const ordersReports = computed(() => reportOrderers.some((role) => role === account.value?.role));
  const keepsTemplates = computed(() => templateKeepers.some((role) => role === account.value?.role));
  const approves = computed(() => account.value?.role === 'supervisor');
  const steers = computed(() => steerers.some((role) => role === account.value?.role));
  /** Points of a score are the whole city's matter. */
  const adjustsScores = computed(
    () => isEverywhere.value && (approves.value || account.value?.role === 'admin'),
  );
  const triesWeights = computed(() => auditReaders.some((role) => role === account.value?.role));
  const administers = computed(() => account.value?.role === 'admin');

  return {
    account,
    seesWall,
    isEverywhere,
    readsAudit,
    verifiesAudit,
    revealsPeople,
    readsResponsibility,
    hasStandIns,
    ordersReports,
    keepsTemplates,
    approves,
    steers,
    adjustsScores,
    triesWeights,
    administers,
    load,
    enter,
    leave,
  };
});
