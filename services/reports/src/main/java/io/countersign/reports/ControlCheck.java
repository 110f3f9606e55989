package io.countersign.reports;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A check that a report makes of each of a population, or of the record. */
public enum ControlCheck {
  RECORD_SEQUENCE("record-sequence", "No event of any aggregate is missing", null),
  RECORD_TIME("record-time", "No event was recorded earlier than those before it", null),
  RECORD_FORM("record-form", "Every leaf is an event in its place", null),
  CONTROL_OUTAGE("control-outage", "The controls themselves worked", null),
  CHANGE_APPROVED(
      "change-approved", "What was executed was approved before", ReportKind.CHANGE_REGISTER),
  CHANGE_QUORUM(
      "change-quorum", "As many approved it as policy asked for", ReportKind.CHANGE_REGISTER),
  CHANGE_INDEPENDENT(
      "change-independent", "Nobody approved what they requested", ReportKind.CHANGE_REGISTER),
  CHANGE_BOUND(
      "change-bound", "What was executed is what was approved", ReportKind.CHANGE_REGISTER),
  CHANGE_WINDOW("change-window", "It was done within its window", ReportKind.CHANGE_REGISTER),
  CHANGE_VERIFIED(
      "change-verified", "Its effect was verified, or undone", ReportKind.CHANGE_REGISTER),
  CHANGE_PLAN("change-plan", "Its plan says all that it has to", ReportKind.CHANGE_REGISTER),
  CHANGE_OVERDUE("change-overdue", "No request waits past its time", ReportKind.CHANGE_REGISTER),
  APPROVAL_BOUND("approval-bound", "An approval names the plan that it's of", ReportKind.APPROVALS),
  APPROVAL_INDEPENDENT(
      "approval-independent", "Who approves isn't who requested", ReportKind.APPROVALS),
  EMERGENCY_REVIEWED(
      "emergency-reviewed", "Emergencies were reviewed in time", ReportKind.EMERGENCY_CHANGES),
  EMERGENCY_INDEPENDENT(
      "emergency-independent",
      "Emergencies were reviewed by somebody else",
      ReportKind.EMERGENCY_CHANGES),
  EMERGENCY_JUSTIFIED(
      "emergency-justified", "Emergencies were found justified", ReportKind.EMERGENCY_CHANGES),
  EMERGENCY_SELDOM(
      "emergency-seldom",
      "Nobody goes by emergencies again and again",
      ReportKind.EMERGENCY_CHANGES),
  POLICY_AGREED("policy-agreed", "Others agreed to a change of policy", ReportKind.POLICY_CHANGES),
  POLICY_FILES("policy-files", "What is in force is what was agreed to", ReportKind.POLICY_CHANGES),
  ACCESS_SEPARATED(
      "access-separated", "Nobody holds roles that exclude one another", ReportKind.ACCESS_REVIEW),
  ACCESS_AGREED(
      "access-agreed", "Two persons gave each role that decides", ReportKind.ACCESS_REVIEW),
  ACCESS_ENDED("access-ended", "Who is disabled holds no role", ReportKind.ACCESS_REVIEW),
  ACCESS_USED("access-used", "Who holds a role uses it", ReportKind.ACCESS_REVIEW),
  INCIDENT_ANSWERED(
      "incident-answered", "Every incident was acknowledged", ReportKind.INCIDENT_METRICS),
  INCIDENT_VERIFIED(
      "incident-verified",
      "No incident was closed without a verification",
      ReportKind.INCIDENT_METRICS),
  CHANGE_EXPLAINED(
      "change-explained",
      "Every observed change has a remediation or a window",
      ReportKind.UNAUTHORISED_CHANGES);

  private final String id;
  private final String title;
  private final @Nullable ReportKind kind;

  ControlCheck(String id, String title, @Nullable ReportKind kind) {
    this.id = id;
    this.title = title;
    this.kind = kind;
  }

  public String id() {
    return id;
  }

  public String title() {
    return title;
  }

  /** The kind that makes it; empty where every report does. */
  public Optional<ReportKind> kind() {
    return Optional.ofNullable(kind);
  }

  public static Optional<ControlCheck> of(String id) {
    return Arrays.stream(values()).filter(it -> it.id.equals(id)).findFirst();
  }
}
