package io.countersign.cli.command;

import io.countersign.cli.api.ExitCode;
import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.api.ServerApi;
import io.countersign.cli.terminal.OutputFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** A command that shows a list, which the server gives in pages. */
public abstract class ListCommand extends ServerCommand {
  @Option(names = "--all", description = "Follows every page; without it the first one is shown.")
  private boolean all;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many on a page (default: ${DEFAULT-VALUE}).")
  private int limit = 50;

  private final String path;
  private final String nothing;
  private final List<Column> columns;

  /**
   * @param path of the list in the API
   * @param nothing said when there is nothing
   */
  protected ListCommand(CliContext context, String path, String nothing, Column... columns) {
    super(context);
    this.path = path;
    this.nothing = nothing;
    this.columns = List.of(columns);
  }

  /** Of the list, where it depends on what was asked for. */
  protected String path() {
    return path;
  }

  /** The parameters that narrow the list; empty values are left out. */
  protected Map<String, String> filter() {
    return Map.of();
  }

  /** What else has to be said about a page, beside the data. */
  protected void remark(JsonNode page) {}

  @Override
  protected int run(ServerApi server) {
    var cursor = "";
    var items = new ArrayList<JsonNode>();
    do {
      var page = server.get(path(), query(cursor));
      page.path("items").forEach(items::add);
      remark(page);
      cursor = page.path("next").asString("");
    } while (all && !cursor.isEmpty());
    show(items);
    if (!cursor.isEmpty()) {
      context.say("There are more; --all shows them.");
    }
    return ExitCode.OK;
  }

  private Map<String, String> query(String cursor) {
    var query = new TreeMap<>(filter());
    query.put("limit", Integer.toString(limit));
    query.put("cursor", cursor);
    return query;
  }

  private void show(List<JsonNode> items) {
    var terminal = context.terminal();
    if (items.isEmpty() && format() == OutputFormat.table) {
      context.say(nothing);
      return;
    }
    switch (format()) {
      case table ->
          Column.table(columns, items, context.times(), terminal.width())
              .forEach(terminal.out()::println);
      case json -> terminal.out().println(JsonAnswers.pretty(items));
      case jsonl -> items.forEach(item -> terminal.out().println(JsonAnswers.line(item)));
    }
  }
}
