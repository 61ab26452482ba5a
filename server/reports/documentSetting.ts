import type { Instant } from '#contract/time';
import type { Language } from '#contract/wording/language';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { dayText } from '../domain/calendar/localDay.ts';
import { timezone } from '../domain/calendar/timezone.ts';
import type { DocumentSetting } from './documents/paper.ts';
import type { ReportRow } from './store/reportRow.ts';

interface Printed extends Pick<ReportRow, 'status' | 'sha256' | 'issuedAt'> {
  numbered: { year: number; number: number; total: number } | null;
}

/** What a paper says of itself. @param office as it signs; null: named after the city */
export function settingOf(
  { status, sha256, issuedAt, numbered }: Printed,
  { language, office, catalogue }: { language: Language; office: string | null; catalogue: Catalogue },
): DocumentSetting {
  return {
    language,
    office: office ?? officeOf(catalogue, language),
    number: numbered === null ? null : numberText(numbered, language),
    issuedOn: issuedAt === null ? null : dayOf(catalogue, issuedAt),
    hash: sha256 ?? '',
    status,
  };
}

/** The report's page at the desk. */
export const addressOfReport = (deskUrl: string | null, reportId: number): string | null =>
  deskUrl === null ? null : `${deskUrl}/reports/${reportId}`;

export const numberedOf = ({
  numberYear: year,
  number,
  totalNumber: total,
}: Pick<ReportRow, 'numberYear' | 'number' | 'totalNumber'>): Printed['numbered'] =>
  year === null || number === null || total === null ? null : { year, number, total };

const numberText = ({ year, number, total }: NonNullable<Printed['numbered']>, language: Language): string =>
  language === 'zh'
    ? `${year}年第${number}期（总第${total}期）`
    : `No. ${number} of ${year} (${total} in all)`;

/** The city is the region that lies in no other. */
function officeOf({ regions }: Catalogue, language: Language): string {
  const city = regions.find(({ parent, provisional }) => parent === null && !provisional)?.name ?? '';
  if (language === 'zh') return `${city}政务服务效能监督办公室`;
  return `Supervision of Government Services${city === '' ? '' : `, ${city}`}`;
}

const dayOf = ({ timezone: zone }: Catalogue, at: Instant): string => dayText(timezone(zone).dayOf(at));
