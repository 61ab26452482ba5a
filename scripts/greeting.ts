import type { Login } from './demoSetUp.ts';

/** What the demo prints when it can be looked at. */
export function greeting(url: string, logins: readonly Login[], isKept: boolean): string {
  const rows = logins.map(({ name, password, title }) => `  ${name.padEnd(12)}${password}   ${title}`);
  const accounts =
    rows.length > 0
      ? ['  账号 / login   密码 / password', ...rows]
      : ['  账号和密码与上次相同 / logins and passwords are those of the last demo'];
  return [
    '',
    '  督办 duban · 演示城市 / demo city',
    '',
    `  打开 / open   ${url}`,
    '',
    ...accounts,
    '',
    '  数据、人员、办件均为虚构。模拟部门昼夜不停，真实部门不会如此。',
    '  Cases and people are invented. The simulated departments never sleep; real ones do.',
    isKept ? '' : '  历史数据在后台继续载入。 / The rest of the history is being loaded in the background.',
    '  Ctrl-C 停止 / stops everything',
    '',
  ].join('\n');
}
