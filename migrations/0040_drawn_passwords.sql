-- When a password was drawn for somebody else to use; null once they have chosen their own. It is good for a week.
alter table accounts add column password_drawn_at timestamptz;
