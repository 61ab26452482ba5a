export const roles = ['monitor', 'inspector', 'supervisor', 'department', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A password kept here, or the city's own provider (OpenID Connect). */
export const signInWays = ['password', 'provider'] as const;
export type SignInWay = (typeof signInWays)[number];

/** Who is asking, as `GET /api/v1/session` answers and every route sees. */
export interface Account {
  id: number;
  name: string;
  displayName: string;
  role: Role;
  region: string | null;
  department: string | null;
  /** The account in whose place the session acts, with its region and department in place of the own ones. */
  standsInFor?: string;
}
