package io.countersign.connectors.ansible.report;

import io.countersign.connectors.ansible.report.PlayReport.Counts;
import io.countersign.connectors.ansible.report.PlayReport.Ending;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The counts that a play's lines add up to, beside those that it tells itself at its end. Where a
 * line is lost, or isn't JSON, the two differ: what was to be shown wasn't.
 */
final class PlayCounts {
  private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  private final Map<String, Counts> lines = new LinkedHashMap<>();
  private final Map<String, Integer> failedAndChanged = new LinkedHashMap<>();
  private int unreadable;

  void add(String host, Ending ending, boolean changed) {
    boolean done = ending == Ending.OK;
    lines.merge(
        host,
        new Counts(
            done ? 1 : 0,
            done && changed ? 1 : 0,
            ending == Ending.FAILED ? 1 : 0,
            ending == Ending.UNREACHABLE ? 1 : 0,
            ending == Ending.SKIPPED ? 1 : 0),
        PlayCounts::sum);
    if (ending == Ending.FAILED && changed) {
      failedAndChanged.merge(host, 1, Integer::sum);
    }
  }

  void addUnreadable() {
    unreadable++;
  }

  /** How they differ from what the play tells of its hosts, or null. */
  @Nullable String disagreement(Map<String, Counts> told) {
    var hosts = new TreeSet<>(told.keySet());
    hosts.addAll(lines.keySet());
    for (var host : hosts) {
      var difference =
          difference(told.getOrDefault(host, NONE), lines.getOrDefault(host, NONE), host);
      if (difference != null) {
        return "of %s the play counts %s%s"
            .formatted(
                host,
                difference,
                unreadable == 0 ? "" : "; lines that can't be read: " + unreadable);
      }
    }
    return null;
  }

  /** A failure that is ignored or rescued is none at the end, but what it changed may count. */
  private @Nullable String difference(Counts play, Counts line, String host) {
    if (play.changed() < line.changed()
        || play.changed() > line.changed() + failedAndChanged.getOrDefault(host, 0)) {
      return differs("changed", play.changed(), line.changed());
    }
    if (play.skipped() != line.skipped()) {
      return differs("skipped", play.skipped(), line.skipped());
    }
    if (play.failures() > line.failures()) {
      return differs("failed", play.failures(), line.failures());
    }
    return play.unreachable() > line.unreachable()
        ? differs("unreachable", play.unreachable(), line.unreachable())
        : null;
  }

  private static String differs(String what, int play, int lines) {
    return "%s=%s, and its lines tell %s".formatted(what, play, lines);
  }

  private static Counts sum(Counts a, Counts b) {
    return new Counts(
        a.ok() + b.ok(),
        a.changed() + b.changed(),
        a.failures() + b.failures(),
        a.unreachable() + b.unreachable(),
        a.skipped() + b.skipped());
  }
}
