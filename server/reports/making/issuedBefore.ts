import type { Queryable } from '../../db/queryable.ts';
import type { Issued } from '../snapshot/takeSnapshot.ts';
import { issuedSnapshot } from '../store/snapshotStore.ts';

/** What was issued of a period, for the corrections that the next report announces. */
export const issuedBefore =
  (db: Queryable): Issued =>
  async (...of) => {
    const issued = await issuedSnapshot(db, ...of);
    return issued && { ...issued.snapshot, reportId: issued.reportId };
  };
