-- The person who stands for what a machine proposed; null until somebody does, and where a person proposed it.
alter table confirmation_fact add column adopter text;
