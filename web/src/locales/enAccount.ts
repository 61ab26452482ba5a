import type zh from './zhAccount.ts';

const en: typeof zh = {
  providerSignIn: {
    start: "Sign in with the city's account",
    or: 'or with an account kept here',
    between: ', ',
    refused: {
      expired: 'The sign-in took too long, or was begun in another window. Start again.',
      not_verified:
        "The provider's answer could not be verified, so nobody was signed in. Start again; if it stays so, an administrator finds the reason in the server's log.",
      declined: 'The sign-in was called off at the provider.',
      provider_down:
        'The provider does not answer just now. Try again later, or sign in with an account kept here.',
      no_group:
        'None of your groups at the provider has rights here. Ask an administrator to give one of them rights.',
      several_groups:
        'Your groups {names} have different rights here. Ask an administrator which of them is to count.',
      no_name:
        'The provider gives no account name that can be used here. Ask an administrator to mend it there.',
      name_taken:
        'An account kept here has the name {names} already; it stays as it is. Sign in with its password, or ask an administrator to hand it over to you.',
      disabled: 'This account is disabled. Ask an administrator.',
    },
  },
  signInCode: {
    text: 'This account has a second factor. Type the six digits that your authenticator app shows now, or a recovery code.',
    code: 'Code',
    wrong: 'The code is wrong, too old, or was used before; type the one that the app shows now.',
    back: 'Sign in with another account',
  },
  passwordField: {
    show: 'Show',
    hide: 'Hide',
    strength: 'Strength: ',
    levels: { easy: 'too easy to guess', fair: 'fair', good: 'good', strong: 'strong' },
  },
  account: {
    title: 'My account',
    name: 'Account',
    displayName: 'Name',
    role: 'Role',
    scope: 'Scope',
    everywhere: 'The whole city',
    roles: {
      monitor: 'Monitor',
      inspector: 'Inspector',
      supervisor: 'Supervisor',
      department: 'Department officer',
      auditor: 'Auditor',
      admin: 'Administrator',
    },
    failed: 'Not done: {detail}',
    wrongPassword: 'That is not your present password.',
    password: {
      title: 'Change the password',
      current: 'Present password',
      next: 'New password (12 characters or more)',
      again: 'New password again',
      submit: 'Change the password',
      done: 'The password is changed; every other session has ended.',
    },
    factor: {
      title: 'Second factor',
      off: 'Off. Once it is on, a sign-in takes the digits of an authenticator app beside the password.',
      on: 'On; {n} recovery codes are left.',
      setUp: 'Set up a second factor',
      scan: 'Scan the code with an authenticator app, or type the key below into it; then type the six digits that it shows.',
      qr: 'QR code for an authenticator app',
      secret: 'Key',
      confirm: 'Turn it on',
      wrongCode: 'The digits are wrong or too old; type those that the app shows now.',
      codes:
        'Keep these recovery codes safe; they are shown this once. Each signs you in one time in place of the app.',
      kept: 'I have kept them',
      remove: 'Turn it off',
      cancel: 'Cancel',
    },
    provider: {
      title: 'Sign-in',
      text: "You sign in through the city's own provider. Password and second factor are kept there, and your role and scope follow your groups there.",
    },
    sessions: {
      title: 'Open sessions',
      client: 'Browser',
      created: 'Signed in',
      lastSeen: 'Last used',
      current: 'This session',
      end: 'End this session',
    },
  },
};

export default en;
