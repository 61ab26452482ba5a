/** One row of a file, whatever its format: mapped columns are read by name. */
export interface FileRow {
  /** Line of the file on which the row, trace or event begins, from 1. */
  line: number;
  /** Undefined when the row has no such value. */
  get(column: string): string | undefined;
}

/** Something of the file that could not be taken, and why. The rest goes on. */
export interface RowFault {
  line: number;
  reason: string;
}
