-- The rule by which heads are published at present, as the last server says that was started or took its turn.
alter table log_publication add column quorum text not null default 'none';
-- Whether the quorum has cosigned the last head since a server started last: a restored database can't say so.
alter table log_publication add column confirmed boolean not null default true;

-- Heads that a quorum of witnesses cosigned before they were published, and by which rule.
create table log_quorum (
  size   bigint primary key references log_checkpoint,
  quorum text   not null
);
create trigger log_quorum_append_only before update or delete on log_quorum
  for each row execute function ledger_refuse();
create trigger log_quorum_no_truncate before truncate on log_quorum
  for each statement execute function ledger_refuse();
revoke update, delete, truncate on log_quorum from "${application}";
