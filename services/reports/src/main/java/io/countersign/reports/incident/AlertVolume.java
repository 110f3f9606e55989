package io.countersign.reports.incident;

import io.countersign.reports.ReportParameters;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.PeriodBuckets;
import io.countersign.reports.record.ReportDraft;
import java.util.List;

/** The alerts of the range, and those that never reached anybody. */
final class AlertVolume {
  private final ReportParameters parameters;
  private final PeriodBuckets byDay;
  private long raised;
  private long suppressed;
  private long heldBack;
  private long refused;

  AlertVolume(ReportParameters parameters) {
    this.parameters = parameters;
    byDay = new PeriodBuckets(parameters.period());
  }

  void accept(LeafEvent event) {
    if (!parameters.leaves().contains(event.leaf())) {
      return;
    }
    switch (event.type()) {
      case "alert.raised" -> raised(event);
      case "alert.suppressed" -> suppressed += covers(event) ? 1 : 0;
      case "alert.held-back" -> heldBack++;
      case "intake.refused" -> refused++;
      default -> {}
    }
  }

  private void raised(LeafEvent event) {
    if (covers(event)) {
      raised++;
      byDay.add(event.at(), 1);
    }
  }

  private boolean covers(LeafEvent event) {
    var entity = event.text("entity");
    return parameters.scope().coversAny(entity == null ? List.of() : List.of(entity));
  }

  long raised() {
    return raised;
  }

  void conclude(ReportDraft draft) {
    draft.figure("alerts", "Alerts raised", raised);
    draft.figure("alerts-suppressed", "Alerts that had ended before they were seen", suppressed);
    if (!parameters.scope().isPartial()) {
      draft.figure("alerts-held-back", "Alerts held back by a mute", heldBack);
      draft.figure("deliveries-refused", "Deliveries refused", refused);
    }
    draft.series(byDay.counts("alerts", "Alerts raised"));
  }
}
