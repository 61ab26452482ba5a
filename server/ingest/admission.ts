import { Problem } from '#contract/problem';

/** What a process lets in before it reads: refusing a parsed request would cost as much as answering it. */
export interface Admission {
  /** Takes a request of `bytes` in; the answer lets it out again. @throws Problem `busy`, `too_many_requests` */
  enter(sourceId: number, bytes: number): () => void;
}

export interface AdmissionLimits {
  /** Bytes of request bodies under way. */
  mostBytes: number;
  /** Events read and not yet on disk. */
  mostEvents: number;
  /** The part of `mostBytes` that one source may take while there are others. */
  sourceShare: number;
}

const defaultAdmission: AdmissionLimits = {
  mostBytes: 128 * 1024 * 1024,
  mostEvents: 60_000,
  sourceShare: 0.5,
};

export function createAdmission(
  pendingEvents: () => number,
  limits: AdmissionLimits = defaultAdmission,
): Admission {
  const bySource = new Map<number, number>();
  let total = 0;
  return {
    enter(sourceId, bytes) {
      const own = bySource.get(sourceId) ?? 0;
      if (total > 0 && (total + bytes > limits.mostBytes || pendingEvents() > limits.mostEvents))
        throw new Problem(
          'busy',
          'More events are waiting for the disk than this server holds; send these again in a moment.',
        );
      if (own > 0 && own + bytes > limits.mostBytes * limits.sourceShare)
        throw new Problem(
          'too_many_requests',
          'This source has as much under way as one source may; wait for the answers first.',
        );
      total += bytes;
      bySource.set(sourceId, own + bytes);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        total -= bytes;
        const rest = (bySource.get(sourceId) ?? 0) - bytes;
        if (rest > 0) bySource.set(sourceId, rest);
        else bySource.delete(sourceId);
      };
    },
  };
}
