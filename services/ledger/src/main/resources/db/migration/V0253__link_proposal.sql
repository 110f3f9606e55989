-- Facts: the accounts that showed a code where others could read it. Whose code it is says which is theirs.
create table link_proposal (
  link      text not null references link_offer (link),
  workspace text not null,
  account   text not null,
  shown_in  text not null,
  shown_at  timestamptz not null,
  primary key (link, workspace, account)
);
