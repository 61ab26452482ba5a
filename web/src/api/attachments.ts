import type { Attachment } from '#contract/deskSchema';
import { request } from './request.ts';

export type { Attachment };

/** Of a flag, in the order in which they came. */
export async function listAttachments(flagId: number): Promise<Attachment[]> {
  return (await request<{ items: Attachment[] }>('GET', `/flags/${flagId}/attachments`)).items;
}

export function uploadAttachment(flagId: number, file: File): Promise<Attachment> {
  return request('POST', `/flags/${flagId}/attachments?${new URLSearchParams({ name: file.name })}`, file);
}

export function attachmentUrl(hash: string): string {
  return `/api/v1/attachments/${hash}`;
}
