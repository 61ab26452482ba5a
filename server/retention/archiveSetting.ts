/** Where closed cases go, and for whom their files are encrypted; DUBAN_ARCHIVE_DIR, DUBAN_ARCHIVE_RECIPIENT. */
export interface ArchiveSetting {
  /** Undefined: none is set, and cases stay in the database. */
  folder: string | undefined;
  /** age1…; empty: files are not encrypted. */
  recipients: readonly string[];
}
