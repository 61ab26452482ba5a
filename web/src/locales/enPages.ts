import type zh from './zhPages.ts';

const en: typeof zh = {
  signIn: {
    title: 'Sign in',
    name: 'Account',
    password: 'Password',
    submit: 'Sign in',
    submitting: 'Signing in…',
    wrong: 'Name or password is wrong, or the account is disabled.',
    drawnEnded:
      'The password that was drawn for you was to be changed within 7 days. Ask an administrator for another.',
    tooMany: 'Too many attempts; try again later.',
    unreachable: 'The server cannot be reached just now; try again later.',
    setUp: 'First run? Set up the administrator',
  },
  setUp: {
    title: 'First run',
    text: 'The server printed a one-time code in its terminal when it started. It makes the first administrator.',
    code: 'One-time code',
    name: "Administrator's name",
    password: 'Password (12 characters or more)',
    again: 'Password again',
    differ: 'The two passwords differ.',
    short: 'The password needs 12 characters or more.',
    badPassword:
      "That password is too easy to guess. Choose another: 12 characters or more, not the account's name, not a common one.",
    submit: 'Create and sign in',
    submitting: 'Creating…',
    badCode: 'The code is wrong, used or expired. Restarting the server gives a new one.',
    closed: 'The administrator exists already. Please sign in.',
    invalid: 'Something is not right: {detail}',
  },
  home: {
    signOut: 'Sign out',
    flagsTotal: '{n} in all',
    failed: 'Could not be read: {detail}',
    updated: '{n} updated',
    columns: { raised: 'Raised' },
  },
};

export default en;
