package io.countersign.reports.change;

import static io.countersign.reports.ReportTable.NOT_RECORDED;

import io.countersign.reports.ReportTable;
import io.countersign.reports.record.LeafEvent;
import io.countersign.reports.record.ReportDraft;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runbooks that two persons let run unattended, and what they did. */
final class StandardChanges {
  private static final List<String> STANDARD =
      List.of(
          "runbook",
          "environment",
          "content_digest",
          "promoted_by",
          "confirmed_by",
          "promoted_at",
          "until",
          "ended_at",
          "executed",
          "failed");

  private final Map<String, Promotion> promotions = new LinkedHashMap<>();
  private final Map<String, long[]> uses = new HashMap<>();

  private record Promotion(LeafEvent event, @Nullable Instant endedAt) {}

  void accept(LeafEvent event) {
    var key = event.text("runbook") + "\n" + event.text("environment");
    switch (event.type()) {
      case "remediation.runbook-promoted" -> promotions.put(key, new Promotion(event, null));
      case "remediation.runbook-demoted" ->
          promotions.computeIfPresent(key, (_, it) -> new Promotion(it.event(), event.at()));
      default -> {}
    }
  }

  void count(ChangeTrace change) {
    if (change.isUnattended() && change.acted && change.runbook != null) {
      var counts = uses.computeIfAbsent(change.runbook, _ -> new long[2]);
      counts[0]++;
      counts[1] += change.hasFailed() ? 1 : 0;
    }
  }

  void conclude(ReportDraft draft) {
    if (draft.parameters().scope().isPartial()) {
      return;
    }
    var table =
        draft.table(
            ReportTable.list("standard-changes", "Standard changes, by their template", STANDARD));
    for (var promotion : promotions.values()) {
      var payload = promotion.event().payload();
      var counts = uses.getOrDefault(payload.text("runbook", ""), new long[2]);
      table
          .rows()
          .add(
              List.of(
                  recorded(payload.text("runbook")),
                  recorded(payload.text("environment")),
                  recorded(payload.text("content")),
                  recorded(payload.text("by")),
                  recorded(payload.text("confirmedBy")),
                  promotion.event().at().toString(),
                  recorded(payload.text("until")),
                  text(promotion.endedAt()),
                  Long.toString(counts[0]),
                  Long.toString(counts[1])));
    }
  }

  private static String recorded(@Nullable Object value) {
    return value == null ? NOT_RECORDED : value.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
