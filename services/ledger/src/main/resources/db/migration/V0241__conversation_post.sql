-- What is shown in chats, and how far that is: beside the record, without any text and without names.
-- A channel is worked on by one server at a time: by the lease of its row.
create table conversation_channel (
  connection    text not null,
  channel       text not null,         -- as it's configured; @usr_... for what one person alone sees
  channel_id    text,                  -- the chat's own id, once it was asked
  free_at       timestamptz not null,  -- nothing is sent before
  hold          uuid,                  -- of who works on it
  held_until    timestamptz,
  failing_since timestamptz,           -- null while it works
  failure       text,
  told_at       timestamptz,           -- when it was recorded that it fails
  primary key (connection, channel)
);

-- One row a message. wanted, shown, to_tell, telling and told are positions of the record.
create table conversation_post (
  post           text primary key,
  card           text not null,        -- what it shows: the id of an incident or a remediation
  incident       text not null,
  connection     text not null,
  channel        text not null,
  generation     int not null default 1,      -- a message that was removed is posted anew, once
  kind           text,                        -- of the message's reference; null before it's posted
  id             text,
  url            text,
  wanted         bigint not null,             -- it has to show at least this
  shown          bigint not null default 0,   -- it shows this
  shown_digest   text,
  posting_digest text,                        -- of what was about to be posted
  urgent         boolean not null default true,
  to_tell        bigint not null,             -- lines of its thread are wanted up to this
  telling        bigint,                      -- and are being told up to this
  told           bigint not null,
  settled        boolean not null default false,
  attempts       int not null default 0,
  failing_since  timestamptz,
  failure        text,
  due_at         timestamptz not null,
  sent_at        timestamptz,
  created_at     timestamptz not null,
  foreign key (connection, channel) references conversation_channel
);
create index on conversation_post (connection, channel, due_at) where wanted > shown or to_tell > told;
create index on conversation_post (card);
create index on conversation_post (connection, kind, id);
create index on conversation_post (created_at) where not settled;
