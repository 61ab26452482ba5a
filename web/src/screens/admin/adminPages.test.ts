import { expect, it } from 'vitest';
import en from '../../locales/en.ts';
import zh from '../../locales/zh.ts';
import { routes } from '../../routes.ts';
import { adminMenu, isWithin } from './adminPages.ts';

const everybody = { role: 'admin', isEverywhere: true, hasBegun: false } as const;
const menu = adminMenu(everybody);

it('shows an administrator every group that has pages, and a monitor none', () => {
  expect(menu.map(({ group }) => group)).toContain('people');
  expect(adminMenu({ ...everybody, role: 'monitor' })).toEqual([]);
  expect(adminMenu({ ...everybody, role: undefined })).toEqual([]);
});

it('names groups and pages in both languages, and leads to pages that are served', () => {
  const word = (words: object, key: string) =>
    key
      .split('.')
      .reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], words);
  const served = routes
    .flatMap(({ children }) => children ?? [])
    .find(({ path }) => path === 'admin')
    ?.children?.map(({ path }) => path);
  for (const { group, pages } of menu) {
    for (const key of [`adminMenu.${group}`, ...pages.map(({ label }) => label)]) {
      expect([key, word(zh, key)]).toEqual([key, expect.any(String)]);
      expect([key, word(en, key)]).toEqual([key, expect.any(String)]);
    }
    for (const { path } of pages) expect(served).toContain(path);
  }
});

it('begins with the guide, keeps it at the end when it was put away, and from who is limited to a place', () => {
  const paths = (reader: typeof everybody | object) =>
    adminMenu({ ...everybody, ...reader }).flatMap(({ pages }) => pages.map(({ path }) => path));
  expect(paths(everybody)[0]).toBe('start');
  expect(paths({ hasBegun: true }).at(-1)).toBe('start');
  expect(paths({ isEverywhere: false })).not.toContain('start');
});

it('counts what lies below a page to it, and no page whose name begins alike', () => {
  expect(isWithin('accounts', '/admin/accounts')).toBe(true);
  expect(isWithin('accounts', '/admin/accounts/he')).toBe(true);
  expect(isWithin('accounts', '/admin/accounts-of-old')).toBe(false);
});
