import { roles, type Role } from '#contract/account';

/**
 * Which role may do what. What an account sees of it is narrowed further by its region and department (scope.ts).
 * A department never sees the sources, whose letters may hold other departments' cases.
 */
export const permitted = {
  readFigures: roles,
  readCases: roles,
  readFlags: roles,
  readSources: ['inspector', 'supervisor', 'auditor', 'admin'],
  readDeadLetters: ['inspector', 'auditor', 'admin'],
  readRules: roles,
  /** Rule versions from today on, back-tests. */
  changeRules: ['supervisor', 'admin'],
  rejudge: ['admin'],
  /** A calendar moves due dates wherever it is followed. */
  changeCalendars: ['admin'],
  changeQualityTerms: ['admin'],
} as const satisfies Record<string, readonly Role[]>;
