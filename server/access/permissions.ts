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
  /** Registration, keys and code mapping of the systems that report. */
  manageSources: ['admin'],
  /** Open, mend, replay and discard what was refused. */
  mendDeadLetters: ['admin'],
  readRules: roles,
  /** Have a report of one's places made, or made anew. */
  orderReports: ['inspector', 'supervisor', 'admin'],
  /** Appeal windows, decisions on appeals, issue: what is issued ranks others and never changes. */
  issueReports: ['supervisor', 'admin'],
  /** Against figures of one's own place, while the window is open. */
  appealReports: ['department', 'inspector'],
  /** A unit's own paper, and who is sent reports. */
  keepReportTemplates: ['supervisor', 'admin'],
  subscribeReports: ['admin'],
  /** Who answers for what went badly; no matter for a screen in a hall. */
  readResponsibility: ['inspector', 'supervisor', 'department', 'auditor', 'admin'],
  /** One's own inbox and settings. */
  readNotifications: roles,
  /** Files beside a flag: evidence of both sides. */
  attachFiles: ['inspector', 'supervisor', 'department', 'admin'],
  shareViews: ['inspector', 'supervisor', 'admin'],
  /** By the exact identity number. */
  searchApplicants: ['inspector', 'supervisor'],
  /** Rule versions from today on, back-tests. */
  changeRules: ['supervisor', 'admin'],
  rejudge: ['admin'],
  /** A calendar moves due dates wherever it is followed. */
  changeCalendars: ['admin'],
  /** Regions, departments and items, by hand and by file: every place is measured by them. */
  keepCatalogue: ['admin'],
  changeQualityTerms: ['admin'],
  /** Weights, scales and grades by which units are scored. */
  changeEvaluationTerms: ['admin'],
  /** Points of a score that no rule finds, awarded and taken with a reason. */
  adjustScores: ['supervisor', 'admin'],
  /** How units would be scored by other weights; nothing is stored. */
  tryEvaluationTerms: ['supervisor', 'auditor', 'admin'],
  /** The map on the walls: whoever imports it answers for its approval. */
  manageMaps: ['admin'],
  /** Mail servers, webhooks and robots: what leaves the house. */
  administerChannels: ['admin'],
  /** Wall screens of one's places, and how they do. */
  readScreens: ['inspector', 'supervisor', 'auditor', 'admin'],
  /** Pin, turn, reload, replay. */
  steerScreens: ['inspector', 'supervisor', 'admin'],
  /** What the installation has, and the way out of its test. */
  guideFirstRun: ['admin'],
  /** Who is let in, what it may show, and how. */
  administerScreens: ['admin'],
  /** A supervisor: of cases and flags. */
  readAudit: ['supervisor', 'auditor', 'admin'],
  /** The chain of the whole audit, computed again. */
  verifyAudit: ['auditor', 'admin'],
  /** How the machinery does, and jobs beside their plan. */
  watchServer: ['admin'],
  /** Accounts, their roles, scopes and passwords. */
  manageAccounts: ['admin'],
  /** How long data is kept. */
  keepData: ['admin'],
  /** On request; asked for by one and done by another, and nobody sees what it was. */
  erasePersons: ['admin'],
  /** Names, numbers and phones of applicants; whoever keeps the machinery or the books has no need of them. */
  revealPersons: ['inspector', 'supervisor', 'department'],
} as const satisfies Record<string, readonly Role[]>;
