import { Problem } from '#contract/problem';
import { computed, shallowRef } from 'vue';
import { getCalendar, listCalendarRuns } from '../../api/calendars.ts';
import type { CalendarAnswer, CalendarRun } from '../../api/calendars.ts';
import { useTask } from '../../components/useTask.ts';

/** A calendar with its days; of one that is yet to be made, the calendar that it begins as. */
export function useCalendar(code: string, basedOn: () => string | undefined) {
  const { problem, run } = useTask();
  const calendar = shallowRef<CalendarAnswer | null>(null);
  const runs = shallowRef<readonly CalendarRun[]>([]);
  const isNew = computed(() => calendar.value !== null && calendar.value.code !== code);

  async function read(): Promise<CalendarAnswer> {
    try {
      return await getCalendar(code);
    } catch (error) {
      const base = basedOn();
      if (base !== undefined && error instanceof Problem && error.code === 'not_found')
        return getCalendar(base);
      throw error;
    }
  }
  const load = () =>
    run(async () => {
      const [one, all] = await Promise.all([read(), listCalendarRuns()]);
      calendar.value = one;
      runs.value = all.filter((other) => other.calendar === code);
    });

  return { calendar, runs, isNew, problem, load };
}
