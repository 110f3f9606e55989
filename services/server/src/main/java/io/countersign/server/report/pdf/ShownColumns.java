package io.countersign.server.report.pdf;

import io.countersign.reports.ReportTable;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The columns of a table that a page has room for: those that people look for first. */
final class ShownColumns {
  private static final int MOST = 8;

  private static final Map<String, List<String>> FIRST =
      Map.of(
          "change-register",
              List.of(
                  "change",
                  "requested_at",
                  "requester",
                  "targets",
                  "action",
                  "risk",
                  "approvers",
                  "status",
                  "exceptions"),
          "approvals",
              List.of("change", "decided_at", "decision", "by", "via", "factor", "independence"),
          "incidents",
              List.of(
                  "incident",
                  "opened_at",
                  "entity",
                  "alert",
                  "severity",
                  "seconds_to_acknowledge",
                  "seconds_to_close",
                  "closed_how"),
          "access-review",
              List.of(
                  "principal",
                  "kind",
                  "state",
                  "role",
                  "scope",
                  "given_by",
                  "confirmed_by",
                  "given_at",
                  "last_act_at"),
          "emergency-changes",
              List.of(
                  "emergency",
                  "opened_at",
                  "opened_by",
                  "reason",
                  "closed_at",
                  "reviewed_at",
                  "justified",
                  "minutes_late"),
          "unauthorised-changes",
              List.of(
                  "entity",
                  "action",
                  "changed_at",
                  "reference",
                  "from_version",
                  "to_version",
                  "verdict",
                  "explained_by"),
          "policy-changes",
              List.of(
                  "subject",
                  "what",
                  "requested_at",
                  "requested_by",
                  "agreed_by",
                  "status",
                  "status_at",
                  "reason"));

  private ShownColumns() {}

  /** Their places in the table. */
  static List<Integer> of(ReportTable table) {
    var wanted =
        FIRST.getOrDefault(table.name(), List.of()).stream()
            .map(table.columns()::indexOf)
            .filter(it -> it >= 0)
            .toList();
    return wanted.isEmpty()
        ? IntStream.range(0, Math.min(MOST, table.columns().size())).boxed().toList()
        : wanted;
  }

  /** A column's name in words. */
  static String title(String column) {
    return column.replace('_', ' ');
  }
}
