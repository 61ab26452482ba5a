import { request } from './request.ts';

interface Named {
  code: string;
  name: string;
}

export interface Department extends Named {
  shortName: string;
  region: string;
  phone: string | null;
}

export interface CatalogueAnswer {
  regions: (Named & { shortName: string })[];
  departmentKinds: Named[];
  departments: Department[];
  items: Named[];
  calendars: { code: string; timezone: string }[];
}

export function getCatalogue(): Promise<CatalogueAnswer> {
  return request('GET', '/catalogue');
}
