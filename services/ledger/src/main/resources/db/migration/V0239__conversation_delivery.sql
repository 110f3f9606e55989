-- Signed requests from a chat that were taken: each is taken once, on whichever server. Kept for as long as its signature would be believed.
create table conversation_delivery (
  connection text not null,
  delivery   text not null,
  taken_at   timestamptz not null,
  primary key (connection, delivery)
);
create index conversation_delivery_taken on conversation_delivery (taken_at);
