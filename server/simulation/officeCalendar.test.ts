import { describe, expect, it } from 'vitest';
import { createOfficeCalendar } from './officeCalendar.ts';
import { day, fromLocalDay, hour, toLocalDay, toTimeText } from './time.ts';

const calendar = createOfficeCalendar([
  { date: '2026-10-01', off: true },
  { date: '2026-10-02', off: true },
  { date: '2026-10-05', off: true },
  { date: '2026-10-06', off: true },
  { date: '2026-10-07', off: true },
  { date: '2026-10-10', off: false },
]);
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('the generator’s own calendar', () => {
  it('counts over the National Day holiday and the make-up Saturday', () => {
    const due = calendar.workdayAfter(fromLocalDay('2026-09-28'), 5);
    expect(toLocalDay(due)).toBe('2026-10-10');
    expect(calendar.workdaysBetween(fromLocalDay('2026-09-28'), due)).toBe(5);
    expect(calendar.workdayAfter(due, -5)).toBe(fromLocalDay('2026-09-28'));
  });

  it('takes a weekend for no time at all', () => {
    expect(calendar.legalTime(at('2026-11-20T16:00:00'), at('2026-11-23T16:00:00'))).toBe(day);
    expect(toTimeText(calendar.legalTimeAfter(at('2026-11-20T16:00:00'), day))).toBe(
      '2026-11-23T16:00:00+08:00',
    );
  });

  it('moves along the office hours over lunch, night and weekend', () => {
    expect(toTimeText(calendar.officeTimeAfter(at('2026-11-20T11:30:00'), 60))).toBe(
      '2026-11-20T14:30:00+08:00',
    );
    expect(toTimeText(calendar.officeTimeAfter(at('2026-11-20T17:30:00'), 60))).toBe(
      '2026-11-23T09:30:00+08:00',
    );
    expect(calendar.isOpen(at('2026-11-20T12:30:00'))).toBe(false);
    expect(calendar.isOpen(at('2026-11-20T08:00:00') + hour)).toBe(true);
  });
});
