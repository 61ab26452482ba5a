import type { ProblemCode } from '#contract/problem';

export interface StatusOfProblem {
  status: number;
  title: string;
}

/** The one place where a code becomes a status. Codes of single events take 422 should one end a whole request. */
export const problemStatus: Record<ProblemCode, StatusOfProblem> = {
  unreadable: { status: 400, title: 'The request cannot be read' },
  invalid: { status: 400, title: 'The request is not valid' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  second_factor_required: { status: 401, title: 'A code is asked for too' },
  forbidden: { status: 403, title: 'Not allowed' },
  source_mismatch: { status: 403, title: 'The key belongs to another source' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'In conflict with what is recorded' },
  stale_version: { status: 412, title: 'Changed by someone else meanwhile' },
  too_large: { status: 413, title: 'Too large' },
  unsupported_media_type: { status: 415, title: 'Unsupported media type' },
  version_required: { status: 428, title: 'If-Match is required' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something went wrong here' },
  busy: { status: 503, title: 'Busy, try again' },
  missing_field: { status: 422, title: 'A field is missing' },
  invalid_value: { status: 422, title: 'A value is not valid' },
  invalid_time: { status: 422, title: 'A time is not valid' },
  in_the_future: { status: 422, title: 'The time lies in the future' },
  too_old: { status: 422, title: 'The time lies too far in the past' },
  unknown_type: { status: 422, title: 'Unknown event type' },
  unknown_item: { status: 422, title: 'Unknown item' },
  unknown_department: { status: 422, title: 'Unknown department' },
  unknown_region: { status: 422, title: 'Unknown region' },
  unknown_value: { status: 422, title: 'Unknown code value' },
  out_of_scope: { status: 422, title: 'Outside the scope of the source' },
  conflicting_duplicate: { status: 422, title: 'Same id, other content' },
  archived_case: { status: 422, title: 'The case is archived' },
  unknown_event: { status: 422, title: 'Unknown event' },
  no_calendar: { status: 500, title: 'No calendar' },
  engine_failed: { status: 503, title: 'The database does not answer' },
  configuration: { status: 500, title: 'The server is not configured' },
  authorization_pending: { status: 400, title: 'Not approved yet' },
  slow_down: { status: 400, title: 'Asked too often' },
  expired_token: { status: 400, title: 'The code has expired' },
  access_denied: { status: 400, title: 'Not let in' },
  usage: { status: 400, title: 'Wrong usage' },
};
