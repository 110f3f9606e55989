package io.countersign.reports.record;

import io.countersign.reports.ControlCheck;
import io.countersign.reports.ReportParameters;
import io.countersign.reports.ReportTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The events that the record has of the controls themselves: when one didn't work, was switched or
 * was worked on. Of the log's own events ({@code audit.*}) all are told.
 */
public final class ControlEvents implements ReportSection {
  private static final Set<String> TOLD =
      Set.of(
          "intake.heartbeat-lost",
          "intake.heartbeat-back",
          "intake.truncated",
          "conversation.delivery-failed",
          "conversation.delivery-resumed",
          "ticketing.caught-up",
          "calendar.feed-failed",
          "calendar.feed-recovered",
          "policy.files-differed",
          "access.kill-switch-set",
          "access.administrator-recovered",
          "access.maintenance-ordered",
          "access.spraying-noticed");

  /** An event whose name has one of these tells that a control didn't work. */
  private static final Set<String> FAILURES =
      Set.of("lost", "failed", "differed", "truncated", "outage", "stopped", "unwitnessed");

  private static final List<String> COLUMNS = List.of("leaf", "recorded_at", "event", "said");

  private record Told(LeafEvent event, String said) {}

  private final ReportParameters parameters;
  private final List<Told> told = new ArrayList<>();
  private long leaves;

  public ControlEvents(ReportParameters parameters) {
    this.parameters = parameters;
  }

  @Override
  public void accept(LeafEvent event) {
    leaves += parameters.leaves().contains(event.leaf()) ? 1 : 0;
    boolean wanted = TOLD.contains(event.type()) || event.type().startsWith("audit.");
    if (wanted && parameters.leaves().contains(event.leaf())) {
      told.add(new Told(event, said(event)));
    }
  }

  @Override
  public void conclude(ReportDraft draft) {
    if (draft.parameters().scope().isPartial()) {
      return;
    }
    var table =
        draft.table(
            ReportTable.list("control-events", "Events of the controls themselves", COLUMNS));
    draft.checked(ControlCheck.CONTROL_OUTAGE, leaves);
    for (var one : told) {
      var event = one.event();
      table
          .rows()
          .add(
              List.of(
                  Long.toString(event.leaf()), event.at().toString(), event.type(), one.said()));
      if (isFailure(event.type())) {
        draft.exception(
            ControlCheck.CONTROL_OUTAGE, event.type(), event.leaf(), one.said(), Set.of());
      }
    }
  }

  private static boolean isFailure(String type) {
    return Stream.of(type.split("[.-]")).anyMatch(FAILURES::contains);
  }

  /** Its plain members, by their names. */
  private static String said(LeafEvent event) {
    return new TreeMap<>(event.payload().values())
        .entrySet().stream()
            .filter(it -> !(it.getValue() instanceof Iterable<?>))
            .filter(it -> !(it.getValue() instanceof Map<?, ?>))
            .map(it -> it.getKey() + "=" + it.getValue())
            .collect(Collectors.joining(", "));
  }
}
