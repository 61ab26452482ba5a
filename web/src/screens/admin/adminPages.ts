import type { Role } from '#contract/account';

/** The order in which the menu shows them. */
const groups = ['begin', 'law', 'feed', 'people', 'walls', 'upkeep'] as const;

interface AdminPage {
  group: (typeof groups)[number];
  /** Its address below `/admin/`; pages further down belong to it. */
  path: string;
  /** Key of its name. */
  label: string;
  /** Who sees it in the menu; its route says who may open it. */
  roles: readonly Role[];
  /** Only for who is limited to no place. */
  everywhere?: true;
}

const administrators: readonly Role[] = ['admin'];

/** Every page of the administration that the menu names, in its order. */
const pages: readonly AdminPage[] = [
  { group: 'begin', path: 'start', label: 'adminMenu.start', roles: administrators, everywhere: true },
  { group: 'law', path: 'catalogue', label: 'catalogue.title', roles: administrators, everywhere: true },
  { group: 'law', path: 'calendars', label: 'calendars.title', roles: administrators },
  { group: 'law', path: 'rules', label: 'rules.title', roles: administrators },
  { group: 'feed', path: 'sources', label: 'feed.sources.title', roles: administrators },
  { group: 'feed', path: 'dead-letters', label: 'feed.letters.title', roles: administrators },
  { group: 'people', path: 'accounts', label: 'admin.tab.accounts', roles: administrators },
  { group: 'people', path: 'tokens', label: 'admin.tab.tokens', roles: administrators },
  { group: 'people', path: 'channels', label: 'admin.tab.channels', roles: administrators },
  { group: 'walls', path: 'screens', label: 'admin.tab.screens', roles: administrators },
  { group: 'walls', path: 'map', label: 'admin.tab.map', roles: administrators },
  { group: 'upkeep', path: 'jobs', label: 'watch.title', roles: administrators, everywhere: true },
  { group: 'upkeep', path: 'data', label: 'data.title', roles: administrators, everywhere: true },
];

export interface MenuReader {
  role: Role | undefined;
  /** Limited to no place. */
  isEverywhere: boolean;
  /** The guide of the first day was put away. */
  hasBegun: boolean;
}

/** The menu of an account: groups that have a page for it. What was put away stands at the end. */
export function adminMenu({ role, isEverywhere, hasBegun }: MenuReader) {
  const own = pages.filter(
    ({ roles, everywhere }) => role !== undefined && roles.includes(role) && (isEverywhere || !everywhere),
  );
  const [begin, ...rest] = groups;
  return (hasBegun ? [...rest, begin] : groups)
    .map((group) => ({ group, pages: own.filter((page) => page.group === group) }))
    .filter((one) => one.pages.length > 0);
}

/** Whether the address is the page's own or lies below it. */
export function isWithin(path: string, address: string): boolean {
  return address === `/admin/${path}` || address.startsWith(`/admin/${path}/`);
}
