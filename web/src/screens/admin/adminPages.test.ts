import { expect, it } from 'vitest';
import en from '../../locales/en.ts';
import zh from '../../locales/zh.ts';
import { routes } from '../../routes.ts';
import { adminMenu, isWithin } from './adminPages.ts';

const menu = adminMenu('admin');

it('shows an administrator every group that has pages, and a monitor none', () => {
  expect(menu.map(({ group }) => group)).toContain('people');
  expect(adminMenu('monitor')).toEqual([]);
  expect(adminMenu(undefined)).toEqual([]);
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

it('counts what lies below a page to it, and no page whose name begins alike', () => {
  expect(isWithin('accounts', '/admin/accounts')).toBe(true);
  expect(isWithin('accounts', '/admin/accounts/he')).toBe(true);
  expect(isWithin('accounts', '/admin/accounts-of-old')).toBe(false);
});
