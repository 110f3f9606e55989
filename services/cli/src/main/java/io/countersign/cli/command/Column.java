package io.countersign.cli.command;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.Table;
import io.countersign.cli.terminal.TimeTexts;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;

/**
 * One column of a list.
 *
 * @param shrinks whether its text may be cut to fit the terminal
 * @param brief what is shown where there isn't room for the value
 */
public record Column(
    String title,
    boolean shrinks,
    BiFunction<JsonNode, TimeTexts, String> value,
    BiFunction<JsonNode, TimeTexts, String> brief) {
  public Column(String title, boolean shrinks, BiFunction<JsonNode, TimeTexts, String> value) {
    this(title, shrinks, value, value);
  }

  /** Never cut: ids, states, numbers. */
  public static Column of(String title, String pointer) {
    return new Column(title, false, (item, _) -> JsonAnswers.at(item, pointer));
  }

  /** Cut when the terminal is narrow. */
  public static Column text(String title, String pointer) {
    return new Column(title, true, (item, _) -> JsonAnswers.at(item, pointer));
  }

  /** Cut to how long ago it was when the terminal is narrow. */
  public static Column time(String title, String pointer) {
    return new Column(
        title,
        false,
        (item, times) -> times.show(JsonAnswers.at(item, pointer)),
        (item, times) -> times.brief(JsonAnswers.at(item, pointer)));
  }

  /** A table of items. */
  public static List<String> table(
      List<Column> columns, Iterable<JsonNode> items, TimeTexts times, int width) {
    var table =
        new Table(columns.stream().map(c -> new Table.Heading(c.title(), c.shrinks())).toList());
    for (var item : items) {
      table.add(
          columns.stream()
              .map(
                  it ->
                      new Table.Cell(it.value().apply(item, times), it.brief().apply(item, times)))
              .toList());
    }
    return table.render(width);
  }
}
