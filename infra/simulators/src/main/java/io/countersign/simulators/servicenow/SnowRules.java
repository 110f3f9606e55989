package io.countersign.simulators.servicenow;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The business rules: what a save demands, forbids and sets going. */
final class SnowRules {
  private static final Map<String, List<String>> WAYS =
      Map.of(
          "-5", List.of("-4", "4"),
          "-4", List.of("-3", "4"),
          "-3", List.of("-2", "4"),
          "-2", List.of("-1", "4"),
          "-1", List.of("0", "4"),
          "0", List.of("3", "4"),
          "3", List.of(),
          "4", List.of());

  private SnowRules() {}

  static void defaults(String table, Map<String, String> row, long number) {
    if (table.equals("incident")) {
      row.put("number", String.format(Locale.ROOT, "INC%07d", number));
      row.put("state", "1");
      row.put("priority", "4");
      row.put("active", "true");
    }
    if (table.equals("change_request")) {
      row.put("number", String.format(Locale.ROOT, "CHG%07d", number));
      row.put("state", "-5");
      row.put("type", "normal");
      row.put("approval", "not requested");
      row.put("active", "true");
    }
  }

  static List<String> waysFrom(String state) {
    return WAYS.getOrDefault(state, List.of());
  }

  /** Why a change can't go on to a state now; empty when it can. */
  static String hindrance(Map<String, String> row, String to) {
    boolean unapproved = to.equals("-2") && !row.getOrDefault("approval", "").equals("approved");
    return unapproved ? "Approved" : "";
  }

  static void check(String table, Map<String, String> row, Map<String, String> values) {
    var to = values.getOrDefault("state", row.getOrDefault("state", ""));
    boolean moves = !to.equals(row.getOrDefault("state", ""));
    if (table.equals("incident")) {
      checkIncident(row, values, to, moves);
    }
    if (table.equals("change_request") && moves) {
      checkChange(row, values, to);
    }
  }

  private static void checkIncident(
      Map<String, String> row, Map<String, String> values, String to, boolean moves) {
    var from = row.getOrDefault("state", "");
    if (moves && (from.equals("7") || from.equals("8"))) {
      throw SnowRefusal.aborted("incident", "Closed stays closed", "The record is closed");
    }
    if (moves && (to.equals("6") || to.equals("7"))) {
      demand("incident", row, values, "close_code", "close_notes");
    }
    if (moves && to.equals("3")) {
      demand("incident", row, values, "hold_reason");
    }
  }

  private static void checkChange(Map<String, String> row, Map<String, String> values, String to) {
    if (!waysFrom(row.getOrDefault("state", "")).contains(to) || !hindrance(row, to).isEmpty()) {
      throw SnowRefusal.aborted(
          "change_request", "Change Model", "The state transition isn't valid");
    }
    if (to.equals("3")) {
      demand("change_request", row, values, "close_code", "close_notes");
    }
  }

  private static void demand(
      String table, Map<String, String> row, Map<String, String> values, String... columns) {
    for (var column : columns) {
      if (values.getOrDefault(column, row.getOrDefault(column, "")).isEmpty()) {
        throw SnowRefusal.aborted(
            table, "Mandatory fields", "The following fields are mandatory: " + column);
      }
    }
  }

  /** To authorise a change somebody is asked. */
  static void after(SnowInstance instance, String table, Map<String, String> row) {
    boolean asks =
        table.equals("change_request")
            && row.getOrDefault("state", "").equals("-3")
            && row.getOrDefault("approval", "").equals("not requested");
    if (asks) {
      row.put("approval", "requested");
      instance.insert(
          "system",
          "sysapproval_approver",
          Map.of(
              "sysapproval", row.getOrDefault("sys_id", ""),
              "document_id", row.getOrDefault("sys_id", ""),
              "approver", instance.userId("carol"),
              "state", "requested"));
    }
  }
}
