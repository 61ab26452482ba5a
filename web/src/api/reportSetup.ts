import type { ReportKind } from '#contract/reports/reportKind';
import type {
  NewSubscription,
  ReportSubscription,
  ReportTemplate,
} from '#contract/reports/reportSetupSchema';
import { request } from './request.ts';

export type { ReportSubscription, ReportTemplate };

/** Units' own Word papers, by the kind they are for. */
export const listTemplates = async (): Promise<ReportTemplate[]> =>
  (await request<{ items: ReportTemplate[] }>('GET', '/report-templates')).items;

/** Tried at once on the newest report of its kind. */
export const addTemplate = (file: File, name: string, kind: ReportKind): Promise<ReportTemplate> =>
  request('POST', `/report-templates?${new URLSearchParams({ name, kind })}`, file);

export const removeTemplate = (templateId: number): Promise<void> =>
  request('DELETE', `/report-templates/${templateId}`);

/** Who is sent what is issued. */
export const listSubscriptions = async (): Promise<ReportSubscription[]> =>
  (await request<{ items: ReportSubscription[] }>('GET', '/report-subscriptions')).items;

export const addSubscription = (subscription: NewSubscription): Promise<ReportSubscription> =>
  request('POST', '/report-subscriptions', subscription);

export const removeSubscription = (subscriptionId: number): Promise<void> =>
  request('DELETE', `/report-subscriptions/${subscriptionId}`);
