package io.countersign.reports.policy;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The register of what changed the rules: bundles of policy, calendars, halts, and which runbooks
 * may run unattended.
 */
public final class PolicyRegister implements ReportSection {
  private static final List<String> COLUMNS =
      List.of(
          "subject",
          "what",
          "range",
          "requested_at",
          "requested_leaf",
          "requested_by",
          "digest",
          "agreements_asked",
          "agreed_by",
          "status",
          "status_at",
          "status_leaf",
          "manner",
          "replaced",
          "reason");

  private final ReportParameters parameters;
  private final Map<String, PolicyTrace> bundles = new LinkedHashMap<>();
  private final List<PolicyTrace> traces = new ArrayList<>();
  private final List<LeafEvent> differed = new ArrayList<>();

  public PolicyRegister(ReportParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void accept(LeafEvent event) {
    switch (event.type()) {
      case "policy.bundle-proposed" -> proposed(event);
      case "policy.bundle-approved" -> agreed(event);
      case "policy.bundle-denied" -> ended(event, "denied", event.text("reason"));
      case "policy.bundle-withdrawn" -> ended(event, "withdrawn", null);
      case "policy.bundle-took-effect" -> tookEffect(event);
      case "policy.files-differed" -> differed.add(event);
      case "calendar.defined" -> calendar(event, "defined");
      case "calendar.lifted" -> calendar(event, "lifted");
      case "access.kill-switch-set" -> halt(event);
      case "remediation.runbook-promoted" -> autonomy(event, "promoted");
      case "remediation.runbook-demoted" -> autonomy(event, "demoted");
      default -> {}
    }
  }

  private PolicyTrace bundle(LeafEvent event) {
    var id = event.payload().text("bundle", NOT_RECORDED);
    var one = bundles.get(id);
    if (one == null) {
      one = new PolicyTrace(id, "policy bundle");
      bundles.put(id, one);
      traces.add(one);
    }
    one.lastLeaf = event.leaf();
    return one;
  }

  private void proposed(LeafEvent event) {
    var one = bundle(event);
    one.requested(event, event.text("proposer"));
    one.digest = event.payload().object("summary").text("digest");
    one.asked = event.payload().number("approvals");
    one.reason = event.payload().text("note", "");
  }

  private void agreed(LeafEvent event) {
    bundle(event).agreed.add(event.payload().text("approver", NOT_RECORDED));
  }

  private void ended(LeafEvent event, String status, @Nullable String reason) {
    var one = bundle(event);
    one.status(event, status);
    one.reason = reason == null ? one.reason : reason;
  }

  private void tookEffect(LeafEvent event) {
    var one = bundle(event);
    one.status(event, "took effect");
    one.digest = event.text("digest");
    one.manner = event.payload().text("manner", NOT_RECORDED);
    one.replaced = event.payload().text("replaced", "");
  }

  private PolicyTrace single(LeafEvent event, String subject, String what, String status) {
    var one = new PolicyTrace(subject, what);
    one.requested(event, event.actor());
    one.status(event, status);
    one.reason = event.payload().text("reason", "");
    one.lastLeaf = event.leaf();
    traces.add(one);
    return one;
  }

  private void calendar(LeafEvent event, String status) {
    var one = single(event, event.payload().text("calendar", NOT_RECORDED), "calendar", status);
    one.digest = event.text("definition");
  }

  private void halt(LeafEvent event) {
    var scope = event.payload().object("scope").values();
    var subject = scope.isEmpty() ? "everything" : new TreeMap<>(scope).toString();
    single(event, subject, "halt", event.payload().is("on") ? "on" : "off");
  }

  private void autonomy(LeafEvent event, String status) {
    var payload = event.payload();
    var subject = payload.text("runbook", NOT_RECORDED) + " in " + payload.text("environment", "");
    var one = single(event, subject, "unattended runbook", status);
    one.requester = payload.text("by");
    one.digest = payload.text("content");
    var second = payload.text("confirmedBy");
    if (second != null) {
      one.agreed.add(second);
    }
    one.asked = status.equals("promoted") ? 1L : null;
  }

  @Override
  public void conclude(ReportDraft draft) {
    if (!draft.covers(Set.of())) {
      draft.limit("Rules aren't of one entity: a partial scope leaves all of them out.");
    }
    var table =
        draft.table(ReportTable.population("policy-changes", "Changes of the rules", COLUMNS));
    var changes = new PeriodBuckets(parameters.period());
    long effective = 0;
    for (var one : traces) {
      if (!parameters.scope().isPartial() && one.lastLeaf >= parameters.leaves().a()) {
        table.rows().add(row(one));
        effective += one.isAgreedTo() ? 1 : 0;
        judge(one, draft);
        if (one.statusAt != null) {
          changes.add(one.statusAt, 1);
        }
      }
    }
    draft.checked(ControlCheck.POLICY_AGREED, effective);
    files(draft);
    draft.figure("policy-changes", "Changes of the rules", table.rows().size());
    draft.series(changes.counts("policy-changes", "Changes of the rules"));
  }

  private void files(ReportDraft draft) {
    var found = differed.stream().filter(it -> parameters.leaves().contains(it.leaf())).toList();
    draft.checked(ControlCheck.POLICY_FILES, parameters.leaves().b() - parameters.leaves().a());
    for (var event : found) {
      draft.exception(
          ControlCheck.POLICY_FILES,
          event.payload().text("found", NOT_RECORDED),
          event.leaf(),
          "the files were other than what is in force",
          Set.of());
    }
  }

  private static void judge(PolicyTrace one, ReportDraft draft) {
    var cause = one.objection();
    if (cause != null) {
      draft.exception(ControlCheck.POLICY_AGREED, one.subject, one.statusLeaf, cause, Set.of());
    }
  }

  private List<String> row(PolicyTrace one) {
    boolean requested = parameters.leaves().contains(one.requestedLeaf);
    return List.of(
        one.subject,
        one.what,
        requested ? "requested" : "carried over",
        recorded(one.requestedAt),
        one.requestedLeaf < 0 ? NOT_RECORDED : Long.toString(one.requestedLeaf),
        recorded(one.requester),
        one.digest == null ? "" : one.digest,
        one.asked == null ? "" : one.asked.toString(),
        String.join("; ", one.agreed),
        one.status,
        one.statusAt == null ? "" : one.statusAt.toString(),
        one.statusLeaf < 0 ? "" : Long.toString(one.statusLeaf),
        one.manner,
        one.replaced,
        one.reason);
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }
}
