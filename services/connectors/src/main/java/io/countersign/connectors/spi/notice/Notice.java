package io.countersign.connectors.spi.notice;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * Something that somebody may have to look at. No secrets; people are named by their login names at
 * most.
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
 * @param verdict how it was decided, in a word; empty for all other news
 * @param facts what else is to be known, in the order in which it's read
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
    Instant at,
    String verdict,
    List<Fact> facts) {
  public Notice {
    facts = List.copyOf(facts);
  }

  /** One with no more to be known. */
  public Notice(
      Kind kind,
      String remediation,
      String incident,
      String planDigest,
      String risk,
      Meaning meaning,
      String because,
      String url,
      Instant at) {
    this(kind, remediation, incident, planDigest, risk, meaning, because, url, at, "", List.of());
  }

  /** A fact, such as what a plan does. */
  public record Fact(String name, String value) {}

  /** The same with a verdict and with these facts. */
  public Notice with(String decided, List<Fact> known) {
    return new Notice(
        kind, remediation, incident, planDigest, risk, meaning, because, url, at, decided, known);
  }

  /** The same with one fact more. */
  public Notice and(Fact fact) {
    return with(verdict, Stream.concat(facts.stream(), Stream.of(fact)).toList());
  }

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
    CALENDAR_SKIPS,
    /** A ticket system was away, and every ticket that waited has had its turn. */
    TICKETS_CAUGHT_UP,
    /** An incident's ticket isn't kept any more before a person sees to it. */
    TICKET_HALTED
  }
}
