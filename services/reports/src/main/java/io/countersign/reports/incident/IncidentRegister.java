package io.countersign.reports.incident;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.LeafRange;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import io.countersign.reports.change.ChangeTraces;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.Names;
import io.countersign.reports.record.ReportDraft;
import io.countersign.reports.record.ReportSection;
import io.countersign.reports.record.RowView;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The register of incidents, and the figures that are made of them. */
public final class IncidentRegister implements ReportSection {
  /** An incident on the same entity with the same alert within this comes again. */
  static final Duration AGAIN = Duration.ofDays(7);

  /** An incident that nobody has acknowledged for longer than this is an exception. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final List<String> COLUMNS =
      List.of(
          "incident",
          "range",
          "opened_at",
          "opened_leaf",
          "entity",
          "alert",
          "severity",
          "alerts",
          "began_at",
          "seconds_to_detect",
          "acknowledged_at",
          "acknowledged_by",
          "seconds_to_acknowledge",
          "diagnoses",
          "escalations",
          "reopened",
          "closed_at",
          "closed_how",
          "closed_by",
          "seconds_to_close",
          "again",
          "reviewed_at");

  private final LeafRange range;
  private final ReportParameters parameters;
  private final ChangeTraces changes;
  private final Map<String, IncidentTrace> incidents = new LinkedHashMap<>();
  private final Map<String, Instant> lastAlike = new HashMap<>();
  private final AlertVolume volume;
  private final Names names = new Names();

  public IncidentRegister(ReportParameters parameters, ChangeTraces changes) {
    this.parameters = parameters;
    this.changes = changes;
    range = parameters.leaves();
    volume = new AlertVolume(parameters);
  }

  @Override
  public void accept(LeafEvent event) {
    volume.accept(event);
    var id = event.text("incident");
    if (id == null || !event.type().startsWith("incident.")) {
      return;
    }
    if (event.type().equals("incident.attempt-refused")) {
      return;
    }
    var one = incidents.computeIfAbsent(id, it -> new IncidentTrace(it, event.leaf()));
    one.lastLeaf = event.leaf();
    apply(one, event);
  }

  private void apply(IncidentTrace one, LeafEvent event) {
    switch (event.type()) {
      case "incident.opened" -> opened(one, event);
      case "incident.alert-attached" -> one.alerts++;
      case "incident.acknowledged" -> acknowledged(one, event);
      case "incident.diagnosis-made" -> one.diagnoses++;
      case "incident.escalated" -> one.escalations++;
      case "incident.reopened" -> one.reopen();
      case "incident.reviewed" -> one.reviewedAt = event.at();
      case "incident.recovered" -> one.close(event.at(), event.leaf(), "recovered", "");
      case "incident.merged" ->
          one.close(event.at(), event.leaf(), "merged", event.payload().text("into", ""));
      case "incident.resolved" -> resolved(one, event);
      default -> {}
    }
  }

  private void opened(IncidentTrace one, LeafEvent event) {
    var first = event.payload().object("first");
    one.openedLeaf = event.leaf();
    one.openedAt = event.at();
    one.entity = names.ofNullable(first.text("entity"));
    one.alertName = names.ofNullable(first.text("name"));
    one.severity = names.ofNullable(first.text("severity"));
    one.beganAt = first.instant("startsAt");
    one.alerts++;
    var before = lastAlike.put(one.entity + "\n" + one.alertName, event.at());
    one.again = before != null && !before.plus(AGAIN).isBefore(event.at());
  }

  private void acknowledged(IncidentTrace one, LeafEvent event) {
    if (one.acknowledgedAt == null) {
      one.acknowledgedAt = event.at();
      one.acknowledgedLeaf = event.leaf();
      one.acknowledgedBy = names.ofNullable(event.text("by"));
    }
  }

  private static void resolved(IncidentTrace one, LeafEvent event) {
    var how = event.payload().object("how");
    boolean overridden = how.has("by") || "overridden".equals(how.text("type"));
    one.close(
        event.at(),
        event.leaf(),
        overridden ? "overridden" : "remedied",
        overridden ? how.text("by", NOT_RECORDED) : how.text("remediation", ""));
  }

  @Override
  public void conclude(ReportDraft draft) {
    var rows = new RowView<IncidentTrace>(this::row);
    draft.table(ReportTable.population("incidents", "Incidents", COLUMNS, rows));
    var figures = new IncidentFigures(parameters, executed());
    for (var one : incidents.values()) {
      if (isOfRange(one) && draft.covers(one.entity == null ? Set.of() : Set.of(one.entity))) {
        rows.of(one);
        judge(one, draft);
        figures.add(one);
      }
    }
    draft.checked(ControlCheck.INCIDENT_ANSWERED, rows.size());
    draft.checked(ControlCheck.INCIDENT_VERIFIED, figures.closed());
    figures.conclude(draft, volume.raised());
    volume.conclude(draft);
    automation(draft);
  }

  private boolean isOfRange(IncidentTrace one) {
    boolean closedBefore = one.closedLeaf >= 0 && one.closedLeaf < range.a();
    return one.lastLeaf >= range.a() && !closedBefore;
  }

  /** The incidents for which something was executed. */
  private Set<String> executed() {
    var ids = new HashSet<String>();
    for (var change : changes.all()) {
      if (change.startedLeaf() >= 0 && change.incident() != null) {
        ids.add(change.incident());
      }
    }
    return ids;
  }

  private void automation(ReportDraft draft) {
    long unattended = 0;
    long verified = 0;
    long over = 0;
    long failed = 0;
    for (var change : changes.all()) {
      boolean counts = range.contains(change.startedLeaf()) && change.isOver();
      if (counts && parameters.scope().coversAny(change.targets())) {
        over++;
        failed += change.hasFailed() ? 1 : 0;
        unattended += change.isUnattended() ? 1 : 0;
        verified += change.isUnattended() && change.isVerified() ? 1 : 0;
      }
    }
    IncidentFigures.rate(
        draft, "change-failure", "Changes that ended without a verified effect", failed, over);
    IncidentFigures.rate(
        draft, "automation-success", "Unattended changes that were verified", verified, unattended);
  }

  private void judge(IncidentTrace one, ReportDraft draft) {
    Set<String> entities = one.entity == null ? Set.of() : Set.of(one.entity);
    boolean waits = one.acknowledgedAt == null && one.closedAt == null;
    var opened = one.openedAt;
    if (waits && opened != null && opened.plus(PATIENCE).isBefore(parameters.period().to())) {
      draft.exception(
          ControlCheck.INCIDENT_ANSWERED,
          one.id,
          one.openedLeaf,
          "open since " + opened + ", and nobody has acknowledged it",
          entities);
    }
    if ("overridden".equals(one.closing)) {
      draft.exception(
          ControlCheck.INCIDENT_VERIFIED,
          one.id,
          one.closedLeaf,
          "closed by the word of " + one.closedBy,
          entities,
          one.reviewedAt == null ? "open" : "reviewed at " + one.reviewedAt);
    }
  }

  private List<String> row(IncidentTrace one) {
    return List.of(
        one.id,
        range.contains(one.openedLeaf) ? "opened" : "carried over",
        recorded(one.openedAt),
        one.openedLeaf < 0 ? NOT_RECORDED : Long.toString(one.openedLeaf),
        recorded(one.entity),
        recorded(one.alertName),
        recorded(one.severity),
        Integer.toString(one.alerts),
        recorded(one.beganAt),
        recorded(one.secondsToDetect()),
        text(one.acknowledgedAt),
        text(one.acknowledgedBy),
        text(one.secondsToAcknowledge()),
        Integer.toString(one.diagnoses),
        Integer.toString(one.escalations),
        Integer.toString(one.reopenings),
        text(one.closedAt),
        one.closing == null ? "open" : one.closing,
        one.closedBy,
        text(one.secondsToClose()),
        one.again ? "yes" : "no",
        text(one.reviewedAt));
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
