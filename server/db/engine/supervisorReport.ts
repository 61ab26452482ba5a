/** The one line a supervisor says on stdout about its start. */
export type SupervisorReport =
  | { state: 'ready'; notice?: string }
  /** Another supervisor is starting, running or stopping. */
  | { state: 'busy' }
  | { state: 'failed'; sentence: string };
