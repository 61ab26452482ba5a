import type { NewView, View } from '#contract/deskSchema';
import { request } from './request.ts';

export type { View };

/** System views, own ones, and those others share. */
export async function listViews(): Promise<View[]> {
  return (await request<{ items: View[] }>('GET', '/views')).items;
}

export function saveView(view: Omit<NewView, 'list'>): Promise<View> {
  return request('POST', '/views', view);
}

export function removeView(id: string): Promise<void> {
  return request('DELETE', `/views/${id}`);
}
