package io.countersign.simulators.servicenow;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An encoded query. A part that names no column is dropped, and all else holds: as it's there. */
final class SnowQuery {
  private static final Pattern PART =
      Pattern.compile(
          "(?<column>[a-z_0-9.]+?)(?<op>ISNOTEMPTY|ISEMPTY|STARTSWITH|NOTLIKE|NOT"
              + " IN|LIKE|IN|>=|<=|!=|=|>|<)(?<value>.*)",
          Pattern.DOTALL);

  private final SnowSchema schema;
  private final String table;
  private final List<Predicate<Map<String, String>>> all = new ArrayList<>();
  private @Nullable Comparator<Map<String, String>> order;

  SnowQuery(SnowSchema schema, String table, String query) {
    this.schema = schema;
    this.table = table;
    for (var part : query.split("\\^(?!OR(?!DERBY))", -1)) {
      if (part.startsWith("ORDERBY")) {
        order(part.substring(7));
      } else if (!part.isEmpty() && !part.equals("EQ")) {
        Arrays.stream(part.split("\\^OR", -1))
            .map(this::one)
            .flatMap(Optional::stream)
            .reduce(Predicate::or)
            .ifPresent(all::add);
      }
    }
  }

  List<Map<String, String>> run(List<Map<String, String>> rows) {
    var found = rows.stream().filter(row -> all.stream().allMatch(it -> it.test(row)));
    return (order == null ? found : found.sorted(order)).toList();
  }

  private Optional<Predicate<Map<String, String>>> one(String text) {
    var part = PART.matcher(text);
    if (!part.matches() || schema.column(table, part.group("column")).isEmpty()) {
      return Optional.empty();
    }
    var value = part.group("value");
    var values = Arrays.asList(value.split(",", -1));
    Predicate<String> test =
        switch (part.group("op")) {
          case "=" -> value::equals;
          case "!=" -> it -> !it.equals(value);
          case "IN" -> values::contains;
          case "NOT IN" -> it -> !values.contains(it);
          case "LIKE" -> it -> it.contains(value);
          case "NOTLIKE" -> it -> !it.contains(value);
          case "STARTSWITH" -> it -> it.startsWith(value);
          case "ISEMPTY" -> String::isEmpty;
          case "ISNOTEMPTY" -> it -> !it.isEmpty();
          case ">=" -> it -> it.compareTo(value) >= 0;
          case "<=" -> it -> it.compareTo(value) <= 0;
          case ">" -> it -> it.compareTo(value) > 0;
          default -> it -> it.compareTo(value) < 0;
        };
    var column = part.group("column");
    return Optional.of(row -> test.test(row.getOrDefault(column, "")));
  }

  private void order(String text) {
    boolean down = text.startsWith("DESC");
    var column = down ? text.substring(4) : text;
    Comparator<Map<String, String>> by = Comparator.comparing(it -> it.getOrDefault(column, ""));
    by = down ? by.reversed() : by;
    order = order == null ? by : order.thenComparing(by);
  }
}
