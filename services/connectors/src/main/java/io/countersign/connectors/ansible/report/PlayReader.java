package io.countersign.connectors.ansible.report;

import io.countersign.connectors.ansible.report.PlayReport.Counts;
import io.countersign.connectors.ansible.report.PlayReport.Ending;
import io.countersign.connectors.ansible.report.PlayReport.TaskResult;
import io.countersign.connectors.transport.StrictJson;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the events that Ansible wrote, one JSON object a line. Whether it ran, and how far, is
 * answered by them alone: its exit codes mean several things each.
 */
public final class PlayReader {
  /** More than this is read of no output, and no run may write. */
  public static final long MOST = 8L * 1024 * 1024;

  static final int MOST_TASKS = 200;
  private static final int MOST_TEXT = 400;
  private static final Map<String, Ending> ENDINGS =
      Map.of(
          "v2_runner_on_ok", Ending.OK,
          "v2_runner_on_failed", Ending.FAILED,
          "v2_runner_on_skipped", Ending.SKIPPED,
          "v2_runner_on_unreachable", Ending.UNREACHABLE);

  private final Concealment concealment;
  private final PlayCounts counts = new PlayCounts();
  private final Map<String, Counts> hosts = new LinkedHashMap<>();
  private final Deque<TaskResult> tasks = new ArrayDeque<>();
  private boolean began;
  private boolean ended;

  private PlayReader(Concealment concealment) {
    this.concealment = concealment;
  }

  /**
   * @param concealment of what the run was told
   * @param unbound what was found that it reads and no digest binds, if anything
   */
  public static PlayReport read(
      Path output, Path errors, Concealment concealment, @Nullable String unbound)
      throws IOException {
    var reader = new PlayReader(concealment);
    text(output, false).lines().filter(line -> line.startsWith("{")).forEach(reader::line);
    return new PlayReport(
        reader.began,
        reader.ended,
        reader.hosts,
        new ArrayList<>(reader.tasks),
        concealment.told(text(errors, true)),
        reader.ended ? reader.counts.disagreement(reader.hosts) : null,
        outgrown(output, errors),
        unbound);
  }

  private static @Nullable Long outgrown(Path output, Path errors) throws IOException {
    long written = Files.size(output) + Files.size(errors);
    return written > MOST ? written : null;
  }

  private static String text(Path file, boolean end) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "r")) {
      int size = Math.toIntExact(Math.min(open.length(), end ? 4L * MOST_TEXT : MOST));
      open.seek(end ? open.length() - size : 0);
      var bytes = new byte[size];
      open.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private void line(String line) {
    StrictJson.read(line.getBytes(StandardCharsets.UTF_8))
        .ifPresentOrElse(this::event, counts::addUnreadable);
  }

  private void event(JsonNode event) {
    var name = event.path("_event").asString("");
    began |= name.startsWith("v2_");
    var ending = ENDINGS.get(name);
    if (ending != null) {
      event.path("hosts").properties().forEach(host -> result(event, host, ending));
    } else if (name.equals("v2_playbook_on_stats")) {
      ended = true;
      event.path("stats").properties().forEach(host -> count(host.getKey(), host.getValue()));
    }
  }

  private void count(String host, JsonNode counts) {
    hosts.put(
        concealment.name(host),
        new Counts(
            counts.path("ok").asInt(0),
            counts.path("changed").asInt(0),
            counts.path("failures").asInt(0),
            counts.path("unreachable").asInt(0),
            counts.path("skipped").asInt(0)));
  }

  private void result(JsonNode event, Map.Entry<String, JsonNode> host, Ending ending) {
    var told = host.getValue();
    boolean changed = told.path("changed").asBoolean(false);
    counts.add(concealment.name(host.getKey()), ending, changed);
    tasks.addLast(
        new TaskResult(
            concealment.name(event.at("/task/name").asString("")),
            concealment.name(host.getKey()),
            concealment.name(told.path("action").asString("")),
            ending,
            changed,
            concealment.told(message(told)),
            concealment.told(difference(told.path("diff")))));
    if (tasks.size() > MOST_TASKS) {
      makeRoom();
    }
  }

  /** What changed something is what people have to see. */
  private void makeRoom() {
    var least = tasks.stream().filter(task -> !task.changed()).findFirst();
    tasks.remove(least.orElseGet(tasks::getFirst));
  }

  private static String message(JsonNode told) {
    var message = told.path("msg");
    return message.isValueNode() ? message.asString("") : message.toString();
  }

  private static String difference(JsonNode diff) {
    return diff.isArray()
        ? diff.values().stream().map(PlayReader::difference).collect(Collectors.joining("; "))
        : diff.hasNonNull("prepared")
            ? diff.path("prepared").asString("")
            : changes(diff.path("before"), diff.path("after"));
  }

  /** Of structures only what differs. */
  private static String changes(JsonNode before, JsonNode after) {
    if (before.isObject() && after.isObject()) {
      return after.properties().stream()
          .filter(member -> !member.getValue().equals(before.path(member.getKey())))
          .map(m -> m.getKey() + ": " + changes(before.path(m.getKey()), m.getValue()))
          .collect(Collectors.joining("; "));
    }
    return before.equals(after) ? "" : word(before) + " -> " + word(after);
  }

  private static String word(JsonNode value) {
    return value.isValueNode() ? value.asString("") : value.isMissingNode() ? "" : value.toString();
  }
}
