-- How much an account has attached within a day is asked before it attaches more.
create index attachments_by_account on attachments (account, attached_at);
