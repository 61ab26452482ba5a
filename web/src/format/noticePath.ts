interface Notice {
  kind: string;
  flagIds: readonly number[];
  reportId: string | null;
}

/** Where what is told of stands; '' where it stands nowhere. */
export function noticePath({ kind, flagIds: [flagId], reportId }: Notice): string {
  if (flagId !== undefined) return `/flags/${flagId}`;
  if (reportId !== null) return `/reports/${encodeURIComponent(reportId)}`;
  // what was told before notices named their report
  return kind.startsWith('report.') ? '/reports' : '';
}
