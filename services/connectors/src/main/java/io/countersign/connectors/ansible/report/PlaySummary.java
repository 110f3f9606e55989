package io.countersign.connectors.ansible.report;

import io.countersign.connectors.ansible.report.PlayReport.Ending;
import io.countersign.connectors.ansible.report.PlayReport.TaskResult;
import io.countersign.connectors.spi.TextLimit;
import io.countersign.connectors.transport.StrictJson;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A report for people and for the record. */
public final class PlaySummary {
  private static final int MAX_SUMMARY = 1024;
  private static final int MAX_SKIPPED = 256;

  private PlaySummary() {}

  /** What would be changed, for the approver's card. */
  public static String foreseen(PlayReport report) {
    var changes =
        report.tasks().stream().filter(TaskResult::changed).map(PlaySummary::change).toList();
    var skipped = skipped(report);
    if (changes.isEmpty()) {
      return report.ran()
          ? line("would change nothing" + (skipped.isEmpty() ? "" : "; " + skipped))
          : skipped;
    }
    var all = String.join("; ", changes);
    var most = MAX_SUMMARY - 100 - skipped.length();
    boolean fits = report.changed() <= changes.size() && all.length() < most - 100;
    var many = fits ? "" : " " + report.changed() + " times";
    var end = skipped.isEmpty() ? "" : "; " + skipped;
    return line("would change" + many + ": " + TextLimit.cut(all, most) + end);
  }

  /** Of these nobody knows what they would change: a dry run passes over what it can't try. */
  private static String skipped(PlayReport report) {
    if (report.skipped() == 0) {
      return "";
    }
    var names =
        report.tasks().stream()
            .filter(task -> task.ending() == Ending.SKIPPED)
            .map(TaskResult::task)
            .distinct()
            .collect(Collectors.joining(", "));
    return "skipped, so what they would change isn't shown: "
        + report.skipped()
        + (report.skipped() == 1 ? " task" : " tasks")
        + (names.isEmpty() ? "" : " (" + TextLimit.cut(names, MAX_SKIPPED) + ")");
  }

  public static String done(PlayReport report) {
    var counts =
        new TreeMap<>(report.hosts())
            .entrySet().stream()
                .map(
                    host ->
                        host.getKey()
                            + (": " + host.getValue().ok() + " ok, ")
                            + (host.getValue().changed() + " changed"))
                .collect(Collectors.joining("; "));
    var changed =
        report.tasks().stream()
            .filter(TaskResult::changed)
            .map(TaskResult::task)
            .collect(Collectors.joining(", "));
    return line(counts + (changed.isEmpty() ? "" : " (" + changed + ")"));
  }

  /** As JSON; of many tasks those that fit, the last ones. */
  public static byte[] result(PlayReport report, int maxBytes) {
    var tasks = report.tasks();
    var bytes = StrictJson.write(json(report, tasks));
    while (bytes.length > maxBytes && !tasks.isEmpty()) {
      tasks = tasks.subList((tasks.size() + 1) / 2, tasks.size());
      bytes = StrictJson.write(json(report, tasks));
    }
    return bytes.length > maxBytes ? StrictJson.write(json(List.of())) : bytes;
  }

  private static JsonNode json(PlayReport report, List<TaskResult> tasks) {
    var json = json(tasks);
    var hosts = JsonNodeFactory.instance.objectNode();
    new TreeMap<>(report.hosts())
        .forEach(
            (host, counts) ->
                hosts.set(
                    host,
                    JsonNodeFactory.instance
                        .objectNode()
                        .put("ok", counts.ok())
                        .put("changed", counts.changed())
                        .put("failures", counts.failures())
                        .put("unreachable", counts.unreachable())
                        .put("skipped", counts.skipped())));
    json.set("hosts", hosts);
    return json;
  }

  /** What a dry run's digest is over: nothing in it that differs from one time to the next. */
  public static ObjectNode json(List<TaskResult> tasks) {
    var json = JsonNodeFactory.instance.objectNode();
    var array = json.putArray("tasks");
    for (var task : tasks) {
      array
          .addObject()
          .put("task", task.task())
          .put("host", task.host())
          .put("ending", task.ending().name())
          .put("changed", task.changed())
          .put("message", task.message())
          .put("difference", task.difference());
    }
    return json;
  }

  private static String change(TaskResult task) {
    return task.task() + (task.difference().isEmpty() ? "" : " (" + task.difference() + ")");
  }

  private static String line(String text) {
    return TextLimit.cut(text, MAX_SUMMARY);
  }
}
