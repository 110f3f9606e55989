package io.countersign.domain;

/**
 * A reason why a command may not be done. The names are a stable contract with everyone outside.
 */
public enum RefusalCode {
  UNKNOWN_PRINCIPAL(Kind.FORBIDDEN, "Nobody is known by this id."),
  PRINCIPAL_DISABLED(Kind.FORBIDDEN, "This principal was disabled."),
  FORBIDDEN(Kind.FORBIDDEN, "The principal lacks the role that this needs."),
  HUMAN_REQUIRED(Kind.FORBIDDEN, "Only a person may decide this; services and agents propose."),
  SOD_REQUESTER(Kind.FORBIDDEN, "Who proposed a plan can't decide on it."),
  SOD_ADMINISTRATOR(Kind.FORBIDDEN, "An administrator can't approve."),
  SOD_CATALOG_EDITOR(Kind.FORBIDDEN, "Who may edit the catalogue can't approve."),
  SOD_CHANGE_AUTHOR(
      Kind.FORBIDDEN,
      "Who committed or deployed the change that is held to be the cause can't approve."),
  SOD_RUNBOOK_AUTHOR(Kind.FORBIDDEN, "Who wrote the plan's runbook can't approve."),
  SOD_DELEGATOR(
      Kind.FORBIDDEN,
      "Who this would be decided for can't decide on it themselves: they are involved, or somebody"
          + " else could be speaking as them."),
  OUT_OF_OFFICE(Kind.FORBIDDEN, "You are out of office: your deputy decides, or you end that."),
  NOT_COMMANDER(Kind.FORBIDDEN, "Only who commands this incident at this moment may do this."),
  NOT_SHORTENABLE(
      Kind.CONFLICT,
      "Policy names no smaller number of approvals for an emergency: what it asks for stands."),
  SOD_EMERGENCY(
      Kind.FORBIDDEN,
      "Who opened break-glass, or shortened a quorum, can't approve what that lets through."),
  SOD_REVIEWER(
      Kind.FORBIDDEN, "Who had a hand in an emergency can't review it: somebody independent does."),
  NOT_LISTED(Kind.CONFLICT, "Policy doesn't list this action for break-glass."),
  BREAK_GLASS_PERIOD(Kind.INVALID, "Break-glass is open for an hour at most."),
  REVIEW_OVERDUE(Kind.CONFLICT, "The review of an earlier emergency is overdue."),
  UNKNOWN_BREAK_GLASS(Kind.NOT_FOUND, "Nobody opened break-glass by this id."),
  DELEGATION_PERIOD(Kind.INVALID, "A delegation ends in the future, and within 30 days."),
  UNKNOWN_DELEGATION(Kind.NOT_FOUND, "No such delegation."),
  SOD_SELF_GRANT(Kind.FORBIDDEN, "Nobody grants themself anything, nor has a say in it."),
  UNKNOWN_RUNBOOK(Kind.NOT_FOUND, "No runbook in force is called so."),
  AUTONOMY_NOT_EARNED(
      Kind.CONFLICT, "This runbook hasn't earned yet to be carried out without asking."),
  NOT_PROMOTED(Kind.NOT_FOUND, "This runbook was never promoted to run unattended there."),
  CONFIRMATION_REQUIRED(Kind.FORBIDDEN, "This takes a second person, who confirms it."),
  SECOND_PERSON_REQUIRED(Kind.FORBIDDEN, "Who proposed a change can't confirm it."),
  CONFIRMATION_EXPIRED(Kind.CONFLICT, "Nobody confirmed this in time; propose it again."),
  UNKNOWN_CONFIRMATION(Kind.NOT_FOUND, "No such confirmation."),
  BAD_CREDENTIALS(Kind.UNAUTHENTICATED, "The name or the password is wrong."),
  LOCKED_OUT(Kind.UNAUTHENTICATED, "Too many failed logins; wait until the lock ends."),
  PRINCIPAL_EXISTS(Kind.CONFLICT, "A principal with this id exists."),
  CREDENTIAL_NOT_OWN(
      Kind.FORBIDDEN,
      "Another person chose this password, or could have: its owner chooses one first, with the"
          + " one they have (countersign user password NAME) or once an administrator has reset it"
          + " (countersign user reset NAME)."),
  INVITATION_REQUIRED(
      Kind.FORBIDDEN, "An administrator chooses their own password: invite them, without one."),
  LAST_ADMINISTRATOR(Kind.CONFLICT, "At least one active administrator must remain."),
  ROLE_CONFLICT(Kind.CONFLICT, "These roles can't be held together, or not by this kind."),
  UNKNOWN_GRANT(Kind.NOT_FOUND, "No such grant, or it was revoked."),
  UNKNOWN_GROUP(Kind.NOT_FOUND, "No such group."),
  GROUP_EXISTS(Kind.CONFLICT, "A group with this name exists; a name is never given twice."),
  UNKNOWN_TOKEN(Kind.NOT_FOUND, "No such token."),
  UNKNOWN_IDENTITY(Kind.NOT_FOUND, "No such identity."),
  IDENTITY_TAKEN(
      Kind.CONFLICT, "This address is another person's: it has to be removed there first."),
  UNKNOWN_LINK(Kind.NOT_FOUND, "No such link of an account."),
  LINK_CODE_WRONG(
      Kind.FORBIDDEN, "This isn't a code that is out: ask for one (countersign link SYSTEM)."),
  LINK_CODE_EXPIRED(
      Kind.CONFLICT, "This code has expired: ask for another (countersign link SYSTEM)."),
  LINK_CODE_USED(
      Kind.CONFLICT, "This code was used, or given up: ask for another (countersign link SYSTEM)."),
  ACCOUNT_TAKEN(
      Kind.CONFLICT, "This account is linked to a person already: that has to be removed first."),
  LINK_EXISTS(
      Kind.CONFLICT,
      "You have linked another account there: remove that first (countersign links remove ID)."),
  ACCOUNT_NOT_LINKED(
      Kind.FORBIDDEN,
      "This account is nobody's: link it to yourself first (countersign link SYSTEM)."),
  NOT_A_MEMBER(
      Kind.FORBIDDEN,
      "Guests, bots, deactivated accounts and those of another workspace decide nothing here."),
  PRESS_INVALID(Kind.FORBIDDEN, "This button wasn't made for this message."),
  APPROVE_ELSEWHERE(
      Kind.FORBIDDEN,
      "A plan of such risk isn't approved from a chat: use countersign approve, signed in."),
  CHANGE_APPROVAL_NOT_COUNTED(
      Kind.FORBIDDEN,
      "Policy counts no approval for this that was given on a change request: it's evidence; use"
          + " countersign approve, signed in."),
  UNKNOWN_INCIDENT(Kind.NOT_FOUND, "No such incident."),
  UNKNOWN_REMEDIATION(Kind.NOT_FOUND, "No such remediation."),
  UNKNOWN_SERVICE(Kind.NOT_FOUND, "No such service, or none that you may see."),
  NOT_YET_ON_RECORD(Kind.NOT_FOUND, "It wasn't on record yet at that moment."),
  BEYOND_THE_RECORD(Kind.INVALID, "The record doesn't reach that far yet."),
  UNKNOWN_EVENT(Kind.NOT_FOUND, "No such event is on record."),
  UNKNOWN_TILE(Kind.NOT_FOUND, "The log has no such tile, or not as much of it."),
  UNKNOWN_CHECKPOINT(Kind.NOT_FOUND, "No checkpoint of this size was published."),
  UNKNOWN_REPORT(Kind.NOT_FOUND, "No report is called so (countersign report list)."),
  NOT_IN_TREE(
      Kind.CONFLICT, "It's on record, but not in the log's tree yet: ask again in a second."),
  NOT_PUBLISHED(
      Kind.CONFLICT,
      "It's in the log's tree, but under no published checkpoint yet: ask again in some seconds."),
  UNKNOWN_MUTE(Kind.NOT_FOUND, "No such mute."),
  UNKNOWN_CALENDAR(Kind.NOT_FOUND, "No such calendar."),
  UNKNOWN_SCHEDULE(Kind.NOT_FOUND, "No such on-call schedule."),
  CALENDAR_INVALID(
      Kind.INVALID,
      "The calendar can't be used: something in it can't be told for sure, or is too much. Nothing"
          + " was changed."),
  TOO_MANY_CALENDARS(
      Kind.CONFLICT, "There are as many calendars of this scope as there may be: lift one first."),
  NOTHING_TO_RELEASE(
      Kind.CONFLICT,
      "The calendar opens nothing by this, so no plan goes on by it: change it without naming"
          + " any."),
  ALREADY_RUNNING(Kind.CONFLICT, "This is under way already."),
  UNKNOWN_DEAD_LETTER(Kind.NOT_FOUND, "There is no such dead letter."),
  ALREADY_MUTED(Kind.CONFLICT, "These alerts are muted; lift that mute to change it."),
  NOT_MUTABLE(
      Kind.CONFLICT,
      "That a source of alerts is lost can't be muted, except as HeartbeatLost and for a day at"
          + " most."),
  MUTE_PERIOD(Kind.INVALID, "A mute ends in the future, and within 30 days."),
  INCIDENT_CLOSED(Kind.CONFLICT, "The incident is closed."),
  INCIDENT_OPEN(Kind.CONFLICT, "The incident is still open."),
  ALERTS_FIRING(Kind.CONFLICT, "Alerts of the incident still fire."),
  NOT_VERIFIED(Kind.CONFLICT, "Nothing closes unverified; a commander may override with a reason."),
  CLAIM_WITHOUT_EVIDENCE(Kind.INVALID, "A claim must name its source, query, range and digest."),
  STALE_DIAGNOSIS(Kind.CONFLICT, "The incident has grown since this diagnosis was begun."),
  REASON_REQUIRED(Kind.INVALID, "This needs a reason."),
  NOT_PENDING(Kind.CONFLICT, "No decision is awaited any more."),
  DIGEST_MISMATCH(Kind.CONFLICT, "The plan shown isn't the plan that waits for a decision."),
  ALREADY_DECIDED(Kind.CONFLICT, "You decided otherwise before; revoke that first."),
  NOTHING_TO_REVOKE(Kind.CONFLICT, "There is no approval of yours to revoke."),
  APPROVAL_EXPIRED(Kind.CONFLICT, "The approval request has expired."),
  NOT_YET(Kind.CONFLICT, "The time for this has not come."),
  POLICY_REFUSED(Kind.FORBIDDEN, "Policy forbids this plan."),
  POLICY_ERROR(Kind.FORBIDDEN, "Policy could not be evaluated; failing closed."),
  UNKNOWN_POLICY_BUNDLE(Kind.NOT_FOUND, "No such policy bundle."),
  SOD_POLICY_AUTHOR(Kind.FORBIDDEN, "Who proposed a policy bundle can't approve it."),
  STALE_POLICY_BUNDLE(
      Kind.CONFLICT,
      "Another policy bundle took effect since this was made; make it again by that one."),
  POLICY_BUNDLE_INVALID(Kind.INVALID, "The policy bundle doesn't compile; nothing of it is used."),
  POLICY_BUNDLE_TOO_LARGE(
      Kind.TOO_LARGE,
      "A policy bundle has at most 500 files and 2 MiB, and 200 of them are rules."),
  POLICY_BUNDLE_IN_FORCE(Kind.CONFLICT, "This policy bundle is in force already."),
  STALE_LOG_KEY(Kind.CONFLICT, "The log's key is another one, or it has none yet."),
  TOO_FAST(Kind.CONFLICT, "Such a plan takes time to read: open it, read it, and decide again."),
  QUORUM_IMPOSSIBLE(
      Kind.CONFLICT, "Fewer people could approve than are asked for: it waits until more can."),
  CONDITION_NOT_MET(Kind.CONFLICT, "An approver's condition doesn't hold."),
  STEP_NOT_APPROVED(
      Kind.CONFLICT,
      "Fewer than are asked for agreed to this step: it waits for them for a while; else what was"
          + " done by then is verified."),
  NOT_APPROVED(Kind.CONFLICT, "The plan isn't approved."),
  APPROVER_NO_LONGER_AUTHORISED(Kind.CONFLICT, "Approvals no longer suffice: a role was lost."),
  PRECONDITION_DRIFT(Kind.CONFLICT, "The target is no longer in the state that was approved."),
  CONTENT_CHANGED(Kind.CONFLICT, "What would run isn't what was approved."),
  NOT_WITNESSED(
      Kind.CONFLICT,
      "What a high-risk step may run by isn't yet under a head of the record that was published,"
          + " and cosigned by the witnesses that it takes."),
  CLOCK_SKEWED(Kind.CONFLICT, "Clocks differ too much for a high-risk step."),
  TARGET_BUSY(Kind.CONFLICT, "Another remediation holds a target of this plan."),
  TARGET_IN_DOUBT(
      Kind.CONFLICT,
      "A target of this plan is held by a remediation whose effect there isn't known: a person has"
          + " to look at it and settle that."),
  WINDOW_CLOSED(Kind.CONFLICT, "A target isn't open for changes now."),
  FROZEN(Kind.CONFLICT, "A target is frozen: nothing begins there until that is lifted or over."),
  WINDOW_TOO_SHORT(
      Kind.CONFLICT, "A target closes before the steps and their way back can be done."),
  WINDOW_WIDENED(
      Kind.CONFLICT,
      "A calendar was made wider since this plan waited for it; it has to be approved anew."),
  EXECUTION_HALTED(Kind.CONFLICT, "The kill switch is on there; nothing may be executed."),
  STALE_EPOCH(Kind.CONFLICT, "Another worker has gone on with this remediation."),
  STEP_IN_FLIGHT(Kind.CONFLICT, "A step was started and isn't finished; it must be read back."),
  STEP_ORDER(Kind.CONFLICT, "This step isn't the next one."),
  STOP_REQUESTED(Kind.CONFLICT, "A stop was requested."),
  NOT_EXECUTING(Kind.CONFLICT, "Nothing is being executed."),
  NO_ROLLBACK(Kind.CONFLICT, "The plan declares no rollback; a person takes over."),
  FAULT_GONE(Kind.CONFLICT, "The fault is gone; there is nothing left to remedy."),
  ALREADY_PROPOSED(Kind.CONFLICT, "This remediation exists with another plan."),
  EXECUTION_BEGUN(Kind.CONFLICT, "Execution has begun; it can't be withdrawn."),
  BAD_REQUEST(Kind.INVALID, "The request is malformed."),
  TOO_LARGE(
      Kind.TOO_LARGE,
      "More in one request than is taken of one: 8 MiB, 10,000 alerts, or a million values."),
  RECORD_TOO_LARGE(
      Kind.TOO_LARGE, "What would have to be recorded of this is more than one event holds."),
  UNKNOWN_INTEGRATION(Kind.NOT_FOUND, "No integration with this name is configured."),
  UNAUTHENTICATED(Kind.UNAUTHENTICATED, "A valid session or token is needed."),
  TOO_MANY_REQUESTS(Kind.LIMITED, "Too many at once from one place, or altogether; try again."),
  LOG_ROLLBACK(
      Kind.UNAVAILABLE,
      "A witness, or the log itself, knows more of this record than there is here, or another one:"
          + " nothing is written until an administrator decides (countersign doctor, countersign"
          + " accept-rollback)."),
  UNAVAILABLE(Kind.UNAVAILABLE, "It can't be made durable now; try again.");

  /** What sort of failing it is; surfaces map it to their own codes (HTTP status, exit code). */
  public enum Kind {
    INVALID,
    UNAUTHENTICATED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    TOO_LARGE,
    LIMITED,
    UNAVAILABLE
  }

  private final Kind kind;
  private final String meaning;

  RefusalCode(Kind kind, String meaning) {
    this.kind = kind;
    this.meaning = meaning;
  }

  public Kind kind() {
    return kind;
  }

  /** One sentence for a person. */
  public String meaning() {
    return meaning;
  }
}
