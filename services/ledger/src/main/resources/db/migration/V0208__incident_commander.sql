-- Who commands an open incident: what decisions ask (invariant 15), and what is shown.
alter table incident_fact add column commander text;
alter table view_incident add column commander text;

-- A quorum that a commander shortened.
alter table view_remediation add column shortened_position bigint;
