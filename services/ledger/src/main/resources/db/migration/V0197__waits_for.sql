-- What the loop of an open incident waits for, as its last turn judged: pages show it. Null until it has turned.
alter table loop_due add column waits_for text;
