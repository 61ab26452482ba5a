interface Flagged {
  flagId: number;
  subject: { kind: string; id: string };
}

/** Where a flag is opened: on the page of its case, or on its own where it is about something else. */
export function flagPath({ flagId, subject }: Flagged): string {
  return subject.kind === 'case'
    ? `/cases/${encodeURIComponent(subject.id)}?flag=${flagId}`
    : `/flags/${flagId}`;
}
