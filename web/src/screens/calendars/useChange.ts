import { computed, watch } from 'vue';
import type { CalendarChange } from '../../api/calendars.ts';
import { useUndo } from '../../components/useUndo.ts';

export const emptyChange = (): CalendarChange => ({ days: [], regions: [], departments: [], note: '' });

/** Whether a change changes anything: a reason alone does not. */
const isEmptyChange = ({ note: _, ...change }: CalendarChange): boolean =>
  Object.values(change).every((part) => (Array.isArray(part) ? part.length === 0 : part === undefined));

const keyOf = (code: string) => `duban.calendar.${code}`;

/** Keeps a change in this tab, for whoever opens the calendar's page. */
export function keepChange(code: string, change: CalendarChange): void {
  if (isEmptyChange(change) && change.note === '') sessionStorage.removeItem(keyOf(code));
  else sessionStorage.setItem(keyOf(code), JSON.stringify(change));
}

function keptChange(code: string): CalendarChange {
  const text = sessionStorage.getItem(keyOf(code));
  return text === null ? emptyChange() : { ...emptyChange(), ...(JSON.parse(text) as CalendarChange) };
}

/** The change of a calendar that is being gathered, with the way back step by step; neither a reload loses it. */
export function useChange(code: string) {
  const { value: change, canUndo, set, undo, begin } = useUndo(keptChange(code));
  watch(change, (now) => keepChange(code, now));

  /** Days given anew take the place of those gathered before. */
  function addDays(days: CalendarChange['days']) {
    const given = new Set(days.map(({ date }) => date));
    const others = change.value.days.filter(({ date }) => !given.has(date));
    set({ ...change.value, days: [...others, ...days].sort((a, b) => (a.date < b.date ? -1 : 1)) });
  }
  const dropDays = (first: string, last: string) =>
    set({ ...change.value, days: change.value.days.filter(({ date }) => date < first || date > last) });
  /** Another change in the place of this one, which is one step back. */
  const replace = (next: CalendarChange) => set(next);
  const patch = (part: Partial<CalendarChange>, field = '') => set({ ...change.value, ...part }, field);

  return {
    change,
    isEmpty: computed(() => isEmptyChange(change.value)),
    canUndo,
    undo,
    begin,
    addDays,
    dropDays,
    replace,
    patch,
  };
}
