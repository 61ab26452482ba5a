/** A case number as lists show it: enough to recognise it, not enough to copy it. `500112-2026-****23` */
export function maskedNumber(caseId: string): string {
  return caseId.length < 10 ? caseId : `${caseId.slice(0, -6)}****${caseId.slice(-2)}`;
}
