-- A locality's calendar follows the calendar it was copied from: what is published there later holds for it too.
alter table calendars add column based_on text collate "C";
