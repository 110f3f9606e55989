package io.countersign.reports.change;

import io.countersign.reports.LeafRange;
import io.countersign.reports.ReportTable;
import io.countersign.reports.json.JsonMembers;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All changes that the leaves tell of, in the order in which they first do. */
public final class ChangeTraces {
  private final LeafRange range;
  private final boolean spans;
  private final Names names = new Names();
  private final Map<String, ChangeTrace> changes = new LinkedHashMap<>();
  private final List<StepSpan> steps = new ArrayList<>();
  private final Map<String, StepSpan> underWay = new LinkedHashMap<>();

  /**
   * @param spans whether the time of each step is kept
   */
  public ChangeTraces(LeafRange range, boolean spans) {
    this.range = range;
    this.spans = spans;
  }

  public void accept(LeafEvent event) {
    var id = event.text("remediation");
    if (id == null || !event.type().startsWith("remediation.") || isRefusal(event)) {
      return;
    }
    var change = changes.computeIfAbsent(id, it -> new ChangeTrace(it, event.leaf()));
    change.lastLeaf = event.leaf();
    apply(change, event);
  }

  private static boolean isRefusal(LeafEvent event) {
    return event.type().endsWith("attempt-refused");
  }

  private void apply(ChangeTrace change, LeafEvent event) {
    switch (event.type()) {
      case "remediation.proposed" -> proposed(change, event);
      case "remediation.policy-evaluated" -> evaluated(change, event.payload().object("decision"));
      case "remediation.approval-requested" -> requested(change, event);
      case "remediation.approval-extended" -> asked(change, event.payload().object("approval"));
      case "remediation.approval-granted" -> act(ApprovalAct.Kind.GRANTED, change, event);
      case "remediation.approval-revoked" -> act(ApprovalAct.Kind.REVOKED, change, event);
      case "remediation.approval-denied" -> {
        act(ApprovalAct.Kind.DENIED, change, event);
        ended(change, event, ChangeStatus.DENIED, event.payload().text("reason", ""));
      }
      case "remediation.quorum-shortened" ->
          change.shortening =
              new ChangeTrace.Shortening(
                  event.leaf(),
                  event.at(),
                  event.payload().text("by", ReportTable.NOT_RECORDED),
                  event.payload().number("quorum", 0));
      case "remediation.shortening-reviewed" -> reviewed(change, event);
      case "remediation.approved" -> approved(change, event);
      case "remediation.held-up" -> heldUp(change, event);
      case "remediation.expired" -> ended(change, event, ChangeStatus.EXPIRED, "");
      case "remediation.withdrawn" ->
          ended(change, event, ChangeStatus.WITHDRAWN, event.payload().text("reason", ""));
      default -> execution(change, event);
    }
  }

  private void execution(ChangeTrace change, LeafEvent event) {
    switch (event.type()) {
      case "remediation.execution-started" -> started(change, event);
      case "remediation.step-started" -> stepStarted(change, event);
      case "remediation.step-completed", "remediation.step-failed" -> stepEnded(change, event);
      case "remediation.verification-passed" -> {
        change.acted = true;
        change.verifiedAt = event.at();
      }
      case "remediation.verification-failed" -> {
        change.acted = true;
        change.failedAt = event.at();
      }
      case "remediation.rollback-started" -> {
        change.acted = true;
        change.rollbackAt = event.at();
      }
      case "remediation.rolled-back" -> {
        change.acted = true;
        change.rolledBackAt = event.at();
      }
      case "remediation.execution-curtailed" -> change.acted = true;
      case "remediation.completed" -> completed(change, event);
      case "remediation.doubt-settled" ->
          change.settled = names.ofNullable(event.payload().text("effect"));
      default -> {}
    }
  }

  private void proposed(ChangeTrace change, LeafEvent event) {
    var plan = event.payload().object("plan");
    change.requestedLeaf = event.leaf();
    change.requestedAt = event.at();
    change.requester = names.ofNullable(event.text("proposer"));
    change.requesterKind = names.ofNullable(event.metadata().text("actorKind"));
    change.planDigest = names.ofNullable(event.text("planDigest"));
    change.incident = names.ofNullable(plan.text("incident"));
    change.action = names.ofNullable(plan.text("actionClass"));
    change.runbook = names.ofNullable(plan.text("runbook"));
    change.runbookDigest = names.ofNullable(plan.text("runbookDigest"));
    change.runsOn = !plan.text("whenWindowCloses", "STOP").equals("STOP");
    var steps = plan.objects("steps");
    change.plannedSteps = steps.size();
    change.executors = distinct(steps, "executor");
    change.targets = distinct(plan.objects("targets"), "target");
    if (change.targets.isEmpty()) {
      change.targets = distinct(steps, "target");
    }
    change.missing = missing(plan, steps);
  }

  private List<String> distinct(List<JsonMembers> items, String member) {
    var found = new TreeSet<String>();
    for (var item : items) {
      var text = item.text(member);
      if (text != null) {
        found.add(names.of(text));
      }
    }
    return List.copyOf(found);
  }

  /** The parts that a plan has to have, and this one doesn't. */
  private static List<String> missing(JsonMembers plan, List<JsonMembers> steps) {
    var missing = new ArrayList<String>();
    note(missing, plan.text("cause", "").isEmpty(), "a reason");
    note(missing, steps.isEmpty(), "steps");
    note(missing, plan.text("dryRun", "").isEmpty(), "a dry run");
    note(missing, plan.objects("probes").isEmpty(), "probes of its effect");
    note(missing, plan.objects("rollback").isEmpty(), "a way back");
    return List.copyOf(missing);
  }

  private static void note(List<String> missing, boolean isMissing, String part) {
    if (isMissing) {
      missing.add(part);
    }
  }

  private void evaluated(ChangeTrace change, JsonMembers decision) {
    change.decision = names.ofNullable(decision.text("type"));
    change.bundle = names.ofNullable(decision.text("bundle"));
    change.rules = names.of(decision.texts("rules"));
    asked(change, decision.object("approval"));
  }

  private void requested(ChangeTrace change, LeafEvent event) {
    change.askedAt = event.at();
    change.expiresAt = event.payload().instant("expiresAt");
    asked(change, event.payload().object("approval"));
  }

  private void asked(ChangeTrace change, JsonMembers approval) {
    var risk = approval.text("risk");
    change.risk = risk == null ? change.risk : names.of(risk);
    var quorum = approval.number("quorum");
    change.quorum = quorum == null ? change.quorum : quorum;
  }

  private void act(ApprovalAct.Kind kind, ChangeTrace change, LeafEvent event) {
    change.acts.add(ApprovalAct.of(kind, event, names));
    passing(change, event.payload().object("grounds"));
  }

  private static void passing(ChangeTrace change, JsonMembers members) {
    var breakGlass = members.text("breakGlass");
    change.breakGlass = breakGlass == null ? change.breakGlass : breakGlass;
  }

  private static void reviewed(ChangeTrace change, LeafEvent event) {
    var shortening = change.shortening;
    if (shortening != null && shortening.reviewedAt == null) {
      shortening.reviewer = event.payload().text("by");
      shortening.reviewedAt = event.at();
      shortening.justified = event.payload().is("justified");
    }
  }

  private void approved(ChangeTrace change, LeafEvent event) {
    change.approvedAt = event.at();
    change.approvedLeaf = event.leaf();
    change.approvedBy = names.of(event.payload().texts("by"));
  }

  private static void heldUp(ChangeTrace change, LeafEvent event) {
    var until = event.payload().instant("consentUntil");
    change.expiresAt = until == null ? change.expiresAt : until;
  }

  /** What was executed isn't ended otherwise. */
  private static void ended(
      ChangeTrace change, LeafEvent event, ChangeStatus status, String because) {
    if (change.ending == null && !change.acted) {
      change.ending = status;
      change.because = because;
      change.endedAt = event.at();
      change.endedLeaf = event.leaf();
    }
  }

  private void started(ChangeTrace change, LeafEvent event) {
    change.acted = true;
    change.startedAt = event.at();
    change.startedLeaf = event.leaf();
    change.startedDigest = names.ofNullable(event.text("planDigest"));
    change.standing = change.approvers();
    change.gateApprovals = gate(event, "approvals");
    change.gateWindow = gate(event, "window");
    if (change.targets.isEmpty()) {
      change.targets = distinct(event.payload().objects("observed"), "target");
    }
    judged(change, event);
  }

  /** What the gate's check of that name came to; null where it isn't recorded. */
  private @Nullable String gate(LeafEvent event, String name) {
    for (var check : event.payload().objects("checks")) {
      if (name.equals(check.text("check"))) {
        return names.ofNullable(check.text("result"));
      }
    }
    return null;
  }

  private static void judged(ChangeTrace change, LeafEvent event) {
    passing(change, event.payload());
    change.window(event.payload().object("judgement").object("grounds").object("input"));
  }

  private void stepStarted(ChangeTrace change, LeafEvent event) {
    var at = at(event);
    change.acted = true;
    change.stepsStarted++;
    change.firstEffectAt = change.firstEffectAt == null ? at : change.firstEffectAt;
    if (!change.isWhole() && change.standing.isEmpty()) {
      change.standing = names.of(event.payload().texts("approvers"));
    }
    judged(change, event);
    var target = event.payload().object("observed").text("target");
    if (spans && target != null) {
      underWay.put(key(event), new StepSpan(change.id, names.of(target), at, null));
    }
  }

  private void stepEnded(ChangeTrace change, LeafEvent event) {
    change.acted = true;
    change.lastEffectAt = at(event);
    var begun = underWay.remove(key(event));
    if (begun != null) {
      steps.add(new StepSpan(begun.remediation(), begun.target(), begun.startedAt(), at(event)));
    }
  }

  private static String key(LeafEvent event) {
    var payload = event.payload();
    return event.text("remediation")
        + "/"
        + payload.number("step", 0)
        + "/"
        + payload.number("attempt", 0)
        + "/"
        + payload.is("rollback");
  }

  private static Instant at(LeafEvent event) {
    var at = event.payload().instant("at");
    return at == null ? event.at() : at;
  }

  private void completed(ChangeTrace change, LeafEvent event) {
    change.acted = true;
    change.outcome = names.of(event.payload().text("outcome", ReportTable.NOT_RECORDED));
    change.endedAt = event.at();
    change.endedLeaf = event.leaf();
    change.doubtful = names.of(event.payload().texts("doubtful"));
  }

  public Optional<ChangeTrace> find(String id) {
    return Optional.ofNullable(changes.get(id));
  }

  /** Those of which the range tells something: requested in it, or under way when it began. */
  public List<ChangeTrace> ofRange() {
    return changes.values().stream().filter(this::isOfRange).toList();
  }

  private boolean isOfRange(ChangeTrace change) {
    boolean endedBefore = change.endedLeaf >= 0 && change.endedLeaf < range.a();
    return isRequested(change) || (change.lastLeaf >= range.a() && !endedBefore);
  }

  /** Whether it was requested in the range: each change is so in one range of those that meet. */
  public boolean isRequested(ChangeTrace change) {
    return range.contains(change.requestedLeaf);
  }

  public Collection<ChangeTrace> all() {
    return changes.values();
  }

  /** The steps that acted, those under way last. */
  public List<StepSpan> steps() {
    var all = new ArrayList<>(steps);
    all.addAll(underWay.values());
    return all;
  }
}
