package io.countersign.server.audit.right;

import io.countersign.domain.Role;
import io.countersign.domain.access.RoleRules;
import io.countersign.domain.emergency.BreakGlassTerms;
import io.countersign.domain.emergency.IndependentReview;
import io.countersign.domain.incident.IncidentDecider;
import io.countersign.domain.policy.bundle.PolicyBundleRules;
import io.countersign.server.web.endpoint.EndpointRule;
import java.util.Set;

/** The doings of which it can be asked who could, each by the roles that its decider goes by. */
enum Doing {
  READ,
  RESPOND,
  /** Decide on plans: whom policy, or break-glass, may ask, also once it was escalated. */
  APPROVE,
  COMMAND,
  STOP,
  /** Turn the kill switch on for a part; for everything administrators do. */
  HALT,
  /** Confirm that execution goes on. */
  RELEASE,
  /** Close by a calendar, and propose that one opens more. */
  KEEP_CALENDAR,
  /** Confirm that a calendar opens more. */
  OPEN_CALENDAR,
  /** Propose or confirm that a runbook is carried out without asking. */
  PROMOTE,
  DEMOTE,
  /** Open break-glass, as far as policy names them. */
  BREAK_GLASS,
  /** Review an emergency. */
  REVIEW,
  ADMINISTER,
  WRITE_POLICY,
  EDIT_CATALOG;

  Set<Role> roles() {
    return switch (this) {
      case READ -> EndpointRule.READERS;
      case RESPOND -> IncidentDecider.WORKING;
      case APPROVE, PROMOTE -> RoleRules.DECIDING;
      case COMMAND -> IncidentDecider.COMMANDING;
      case STOP -> RoleRules.INTERVENING;
      case HALT -> RoleRules.HALTING;
      case RELEASE, OPEN_CALENDAR -> RoleRules.RELEASING;
      case KEEP_CALENDAR -> RoleRules.CALENDAR_KEEPING;
      case DEMOTE -> RoleRules.DEMOTING;
      case BREAK_GLASS -> BreakGlassTerms.OPENERS;
      case REVIEW -> IndependentReview.REVIEWING;
      case ADMINISTER -> RoleRules.MANAGING;
      case WRITE_POLICY -> PolicyBundleRules.AUTHORS;
      case EDIT_CATALOG -> RoleRules.CATALOG_EDITING;
    };
  }

  /** Whether somebody may do it for another, by a delegation. */
  boolean delegable() {
    return this == APPROVE;
  }
}
