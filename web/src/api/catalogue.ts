import { request } from './request.ts';

interface Named {
  code: string;
  name: string;
}

export interface CatalogueAnswer {
  regions: Named[];
  departments: Named[];
  items: Named[];
  calendars: { code: string; timezone: string }[];
}

export function getCatalogue(): Promise<CatalogueAnswer> {
  return request('GET', '/catalogue');
}
