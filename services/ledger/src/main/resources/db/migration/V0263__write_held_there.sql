-- The field whose write a ticket's system holds until people there did something, and what that is.
alter table ticket_link add column held_field text;
alter table ticket_link add column awaits text;
