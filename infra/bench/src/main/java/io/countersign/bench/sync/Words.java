package io.countersign.bench.sync;

import io.countersign.domain.ticketing.FieldRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of both sides, of which theirs are more: what is translated there and back may differ.
 */
final class Words {
  static final List<String> FIELDS = List.of("priority", FieldRule.STATE, "assignee");

  private static final Map<String, Map<String, String>> OUT =
      Map.of(
          "priority",
          Map.of("1", "Highest", "2", "High", "3", "Medium", "4", "Low"),
          FieldRule.STATE,
          Map.of("open", "NEW", "acknowledged", "IN_PROGRESS", "done", "RESOLVED"),
          "assignee",
          Map.of("", "", "anna", "account-a", "ben", "account-b"));
  private static final Map<String, Map<String, String>> IN =
      Map.of(
          "priority",
          Map.of(
              "Highest", "1", "High", "2", "Medium", "3", "Low", "4", "Lowest", "4", "Trivial",
              "4"),
          FieldRule.STATE,
          Map.of(
              "NEW", "open",
              "IN_PROGRESS", "acknowledged",
              "ON_HOLD", "acknowledged",
              "RESOLVED", "done",
              "CLOSED", "done",
              "CANCELLED", "done"),
          "assignee",
          Map.of("", "", "account-a", "anna", "account-b", "ben"));
  private static final List<String> UNLINKED = List.of("account-x");

  private Words() {}

  static List<String> ours(String field) {
    return OUT.getOrDefault(field, Map.of()).keySet().stream().sorted().toList();
  }

  /** All that people there choose from, those included that mean nothing here. */
  static List<String> theirs(String field) {
    var known = IN.getOrDefault(field, Map.of()).keySet().stream().sorted().toList();
    return field.equals("assignee")
        ? Stream.concat(known.stream(), UNLINKED.stream()).toList()
        : known;
  }

  static String there(String field, String ours) {
    return OUT.getOrDefault(field, Map.of()).getOrDefault(ours, "");
  }

  static @Nullable String here(String field, String theirs) {
    return IN.getOrDefault(field, Map.of()).get(theirs);
  }
}
