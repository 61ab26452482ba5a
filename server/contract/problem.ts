import type { PairingError } from './screen.ts';

/** The closed list of what can go wrong. One table (`server/http/problemStatus.ts`) maps a code to a status. */
export type ProblemCode =
  // a screen that waits to be let in
  | PairingError
  // whole requests
  | 'unreadable'
  | 'unauthenticated'
  | 'second_factor_required'
  | 'forbidden'
  | 'source_mismatch'
  | 'not_found'
  | 'conflict'
  | 'stale_version'
  | 'version_required'
  | 'too_large'
  | 'unsupported_media_type'
  | 'invalid'
  | 'too_many_requests'
  | 'busy'
  | 'internal'
  // single events of a request
  | 'missing_field'
  | 'invalid_value'
  | 'invalid_time'
  | 'in_the_future'
  | 'too_old'
  | 'unknown_type'
  | 'unknown_item'
  | 'unknown_department'
  | 'unknown_region'
  | 'unknown_value'
  | 'out_of_scope'
  | 'conflicting_duplicate'
  | 'archived_case'
  | 'unknown_event'
  // the engine, files and commands
  | 'no_calendar'
  | 'engine_failed'
  | 'configuration'
  | 'usage';

/** RFC 9457 body, `application/problem+json`. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  path?: string;
  /** As RFC 8628 names it, where it does. */
  error?: PairingError;
}

/** The one error class: an outcome nobody at the call site expected. Expected outcomes are return values. */
export class Problem extends Error {
  readonly code: ProblemCode;
  /** Where in the input the fault lies, as a dotted path ("data.item"), when it lies in the input. */
  readonly path: string | undefined;

  constructor(code: ProblemCode, detail: string, options: { path?: string; cause?: unknown } = {}) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.path = options.path;
  }
}
