/** What stands in a field after it was typed into or chosen from; of a box that is ticked `yes`, else `no`. */
export function typedValue({ target }: Event): string {
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return target.checked ? 'yes' : 'no';
  const isField = target instanceof HTMLInputElement || target instanceof HTMLSelectElement;
  return isField || target instanceof HTMLTextAreaElement ? target.value : '';
}
