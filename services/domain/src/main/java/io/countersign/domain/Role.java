package io.countersign.domain;

/**
 * A trust that a principal holds, everywhere or within a scope. Roles are never implied by one
 * another.
 */
public enum Role {
  /** Manages principals, roles, tokens and the kill switch; can't approve. */
  ADMINISTRATOR,
  /** Reads everything. */
  VIEWER,
  /** Works on incidents: acknowledge, assign, note. */
  RESPONDER,
  /** May approve, deny and revoke. */
  APPROVER,
  /** Leads an incident: may decide once an approval was escalated, may resolve by override. */
  COMMANDER,
  /** A service that may deliver alerts. */
  ALERT_INTAKE,
  /** A service that may deliver changes. */
  CHANGE_INTAKE,
  /** A service or person that may replace the catalogue. */
  CATALOG_EDITOR,
  /** Reads all, the record too, and writes nothing. */
  AUDITOR,
  /** Proposes policy, and agrees to what others propose of it; decides on no plan there. */
  POLICY_AUTHOR,
  /** Sees to what is approved: stop, settle, withdraw. */
  OPERATOR
}
