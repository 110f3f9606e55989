package io.countersign.connectors.spi.notice;

import java.time.Instant;

/**
 * Something that somebody may have to look at. No names of persons, no secrets: ids and a link.
 *
 * @param kind what happened
 * @param remediation its id; empty where it's about an incident alone, as plan digest and risk are
 *     then
 * @param incident its id
 * @param planDigest of the plan that it is about, 64 hex digits; empty without one
 * @param risk policy's word for it
 * @param meaning what the incident means to users
 * @param because what stands in the way or was found out, in one sentence; empty where the kind
 *     says it all
 * @param url where it's looked at and decided
 * @param at when it happened
 */
public record Notice(
    Kind kind,
    String remediation,
    String incident,
    String planDigest,
    String risk,
    Meaning meaning,
    String because,
    String url,
    Instant at) {
  /**
   * The meaning of an incident to users, as far as it's known when the notice goes out: it's worked
   * out anew for each attempt.
   *
   * @param title what happens and why, in one line
   * @param impact where users come in that need what fails, in one sentence
   */
  public record Meaning(String title, String impact) {
    public static final Meaning UNKNOWN = new Meaning("", "");
  }

  /** The kind of news that a notice brings. */
  public enum Kind {
    /** A person has to take over; there is no remediation that it is about. */
    INCIDENT_ESCALATED,
    APPROVAL_REQUESTED,
    APPROVAL_REMINDED,
    APPROVAL_ESCALATED,
    APPROVAL_DECIDED,
    APPROVAL_EXPIRED,
    APPROVAL_WITHDRAWN,
    APPROVAL_EXTENDED,
    APPROVAL_REVOKED,
    /** An incident's commander let fewer approvals suffice. */
    QUORUM_SHORTENED,
    EXECUTION_HELD_UP,
    /** An executor said late what became of a step, and the record said otherwise. */
    EXECUTION_ANSWERED_LATE
  }
}
