package io.countersign.cli.incident;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.command.Column;
import io.countersign.cli.command.TicketLines;
import io.countersign.cli.terminal.TimeTexts;
import io.countersign.cli.terminal.Wrapping;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The text of one incident for a person. */
final class IncidentReport {
  private static final List<Column> GROUPS =
      List.of(
          Column.of("ALERTS", "/alerts"),
          Column.of("STATUS", "/status"),
          Column.of("SEVERITY", "/severity"),
          Column.time("FIRST STARTED", "/firstStartsAt"),
          Column.time("LAST STARTED", "/lastStartsAt"),
          Column.of("ENTITIES", "/entities"),
          Column.text("NAME", "/name"));

  private final JsonNode incident;
  private final TimeTexts times;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  IncidentReport(JsonNode incident, TimeTexts times, int width) {
    this.incident = incident;
    this.times = times;
    this.width = width;
  }

  List<String> lines() {
    lines.clear();
    lines.add(
        Stream.of("/id", "/state", "/severity", "/environment", "/title")
            .map(this::at)
            .collect(Collectors.joining("  ")));
    addUnlessBlank("  ", at("/impact/summary"));
    addUnlessBlank("  priority ", at("/priority"));
    lines.add("  opened " + times.show(at("/openedAt")));
    addUnlessBlank("  closed ", times.show(at("/closedAt")));
    addUnlessBlank("  acknowledged by ", at("/acknowledgedBy"));
    addUnlessBlank("  assigned to ", at("/assignee"));
    addUnlessBlank("  commanded by ", at("/commander"));
    handedOver();
    if (incident.path("muted").asBoolean(false)) {
      lines.add("  muted: each of its alerts fits a mute, so nobody is told of it");
    }
    addUnlessBlank("  still open: ", at("/stillOpen"));
    incident.path("failing").forEach(this::failing);
    addUnlessBlank("  plans ", at("/remediations"));
    incident.path("held").forEach(this::held);
    incident.path("tickets").forEach(it -> lines.addAll(TicketLines.of(it, times)));
    incident.path("notes").forEach(this::note);
    diagnosis(incident.path("diagnoses").path(incident.path("diagnoses").size() - 1));
    alerts();
    timeline();
    return lines.stream()
        .flatMap(it -> Wrapping.lines(it, width, Wrapping.blanks(it) + 4).stream())
        .toList();
  }

  /** What was said before the last diagnosis may be out of date by it. */
  private void handedOver() {
    var escalation = at("/escalation");
    if (escalation.isBlank()) {
      return;
    }
    var at = at("/escalatedAt");
    var diagnoses = incident.path("diagnoses");
    var diagnosed = JsonAnswers.at(diagnoses.path(diagnoses.size() - 1), "/at");
    boolean before = !at.isEmpty() && !diagnosed.isEmpty() && isBefore(at, diagnosed);
    lines.add(
        "  handed to a person"
            + (at.isEmpty() ? "" : " " + times.show(at))
            + (before ? ", before the last diagnosis" : "")
            + ": "
            + escalation);
  }

  private static boolean isBefore(String one, String other) {
    return Instant.parse(one).isBefore(Instant.parse(other));
  }

  private void addUnlessBlank(String label, String text) {
    if (!text.isBlank()) {
      lines.add(label + text);
    }
  }

  private void failing(JsonNode failing) {
    var next = times.show(JsonAnswers.at(failing, "/nextAt"));
    lines.add(
        "  fails: %s, %s times since %s: %s; %s"
            .formatted(
                JsonAnswers.at(failing, "/work"),
                JsonAnswers.at(failing, "/failures"),
                times.show(JsonAnswers.at(failing, "/since")),
                JsonAnswers.at(failing, "/reason"),
                next.isBlank() ? "it isn't tried again" : "next attempt " + next));
  }

  private void held(JsonNode held) {
    var id = JsonAnswers.at(held, "/remediation");
    lines.add(
        "  in doubt: a step of %s may have taken effect, or may still, on %s, which nothing else may"
                .formatted(id, JsonAnswers.at(held, "/targets"))
            + " act on; look at it, then: countersign settle "
            + id);
  }

  private void note(JsonNode note) {
    var by = JsonAnswers.either(note, "/byName", "/by");
    lines.add("  note by " + by + ": " + JsonAnswers.at(note, "/text"));
  }

  private void diagnosis(JsonNode diagnosis) {
    if (diagnosis.isMissingNode()) {
      return;
    }
    lines.add("");
    var decided = diagnosis.path("decided").asBoolean(false);
    lines.add("CAUSES" + (decided ? "" : " (none stands out: a person must look)"));
    diagnosis.path("causes").forEach(this::cause);
    lines.add("");
    lines.add("EVIDENCE");
    diagnosis.path("claims").forEach(this::claim);
    diagnosis.path("gaps").forEach(gap -> lines.add("  not known: " + JsonAnswers.text(gap)));
  }

  private void cause(JsonNode cause) {
    var change = JsonAnswers.at(cause, "/change");
    var release = change.isEmpty() ? "" : ", change " + change;
    var what = JsonAnswers.at(cause, "/entity") + ", " + JsonAnswers.at(cause, "/kind") + release;
    lines.add("  " + JsonAnswers.at(cause, "/score") + "  " + what);
    cause.path("reasons").forEach(this::reason);
  }

  private void reason(JsonNode reason) {
    int points = reason.path("points").asInt(0);
    var signed = points > 0 ? "+" + points : Integer.toString(points);
    lines.add(
        "      "
            + signed
            + " "
            + JsonAnswers.at(reason, "/text")
            + " ["
            + JsonAnswers.at(reason, "/claims")
            + "]");
  }

  private void claim(JsonNode claim) {
    lines.add("  " + JsonAnswers.at(claim, "/id") + "  " + JsonAnswers.at(claim, "/statement"));
    lines.add("      " + JsonAnswers.at(claim, "/source") + ": " + JsonAnswers.at(claim, "/query"));
  }

  private void alerts() {
    lines.add("");
    int shown = incident.path("alertList").size();
    int all = incident.path("alerts").asInt(shown);
    lines.add(shown < all ? "ALERTS (" + all + ", folded; --all shows each)" : "ALERTS");
    if (shown < all) {
      lines.addAll(Column.table(GROUPS, incident.path("alertGroups"), times, width));
      return;
    }
    var columns =
        List.of(
            Column.of("STATUS", "/status"),
            Column.of("SEVERITY", "/severity"),
            Column.time("STARTED", "/startsAt"),
            Column.text("NAME", "/name"),
            Column.text("ENTITY", "/entity"),
            Column.of("MUTED BY", "/mute"));
    lines.addAll(Column.table(columns, incident.path("alertList"), times, width));
  }

  private void timeline() {
    lines.add("");
    long proved = proved();
    lines.add(
        proved > 0
            ? "TIMELINE (* proved, under the checkpoint of %s events: countersign audit proof)"
                .formatted(proved)
            : "TIMELINE");
    incident.path("timeline").forEach(this::entry);
  }

  private void entry(JsonNode entry) {
    var actor = JsonAnswers.either(entry, "/actorName", "/actor");
    var by = actor.isEmpty() ? "" : " (" + actor + ")";
    var what = JsonAnswers.at(entry, "/type") + ": " + JsonAnswers.at(entry, "/summary");
    lines.add("  " + mark(entry) + times.show(JsonAnswers.at(entry, "/at")) + "  " + what + by);
  }

  private long proved() {
    return incident.path("provedUpTo").asLong(0);
  }

  /** All by one checkpoint, though the server may have published another one meanwhile. */
  private String mark(JsonNode entry) {
    if (proved() == 0) {
      return "";
    }
    return entry.path("position").asLong(Long.MAX_VALUE) <= proved() ? "* " : "  ";
  }

  private String at(String pointer) {
    return JsonAnswers.at(incident, pointer);
  }
}
