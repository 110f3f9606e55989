package io.countersign.connectors.spi.notice;

import java.time.Instant;

/**
 * Something that somebody may have to look at. No names of persons, no secrets: ids and a link.
 *
 * @param kind what happened
 * @param remediation its id; empty where it's about none, as plan digest and risk are then
 * @param incident its id; empty where it's about the installation
 * @param planDigest of the plan that it is about, 64 hex digits; empty without one
 * @param risk policy's word for it
 * @param meaning what the incident means to users; of the installation, what happened to it
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
   * News of the installation, which no incident is about.
   *
   * @param title what happened, in one line
   */
  public static Notice ofInstallation(
      Kind kind, String title, String because, String url, Instant at) {
    return new Notice(kind, "", "", "", "", new Meaning(title, ""), because, url, at);
  }

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
    /** Fewer people could approve than are asked for. */
    APPROVAL_IMPOSSIBLE,
    /** Enough people could approve again. */
    APPROVAL_POSSIBLE,
    EXECUTION_HELD_UP,
    /** Somebody asks for more than policy lets them otherwise; it's about an incident alone. */
    BREAK_GLASS_OPENED,
    /** From here on it lets something through. */
    BREAK_GLASS_TOOK_EFFECT,
    BREAK_GLASS_CLOSED,
    /** Nobody has looked at an emergency's use in time. */
    REVIEW_OVERDUE,
    /** Two persons let a runbook be carried out in an environment without asking. */
    RUNBOOK_PROMOTED,
    /** That is over, by a failure or a person: people are asked again. */
    RUNBOOK_DEMOTED,
    /** A runbook's record would do for a promotion, which two persons may give it. */
    RUNBOOK_EARNED,
    /** An executor said late what became of a step, and the record said otherwise. */
    EXECUTION_ANSWERED_LATE,
    /** Other policies wait for policy authors. */
    POLICY_PROPOSED,
    POLICY_APPROVED,
    POLICY_IN_FORCE,
    POLICY_DENIED,
    POLICY_WITHDRAWN,
    /** A policy file was edited past the product; it has no say. */
    POLICY_FILES_DIFFERED,
    /** A calendar's subscription fails; what was read last stays in force. */
    CALENDAR_FEED_FAILED,
    /** Another time zone database puts a calendar's times elsewhere. */
    CALENDAR_RECOMPUTED,
    /** A calendar has times that the clock jumps over. */
    CALENDAR_SKIPS
  }
}
