package io.countersign.cli.incident;

import io.countersign.cli.api.Json;
import io.countersign.cli.command.Column;
import io.countersign.cli.terminal.Times;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An incident as a person reads it. */
final class Report {
  private final JsonNode incident;
  private final Times times;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  Report(JsonNode incident, Times times, int width) {
    this.incident = incident;
    this.times = times;
    this.width = width;
  }

  List<String> lines() {
    lines.clear();
    lines.add(at("/id") + "  " + at("/state") + "  " + at("/severity") + "  " + at("/title"));
    said("  ", at("/impact/summary"));
    lines.add("  opened " + times.show(at("/openedAt")));
    said("  closed ", times.show(at("/closedAt")));
    said("  acknowledged by ", at("/acknowledgedBy"));
    said("  assigned to ", at("/assignee"));
    said("  handed to a person: ", at("/escalation"));
    said("  plans ", at("/remediations"));
    incident.path("notes").forEach(this::note);
    diagnosis(incident.path("diagnoses").path(incident.path("diagnoses").size() - 1));
    alerts();
    timeline();
    return List.copyOf(lines);
  }

  private void said(String words, String text) {
    if (!text.isBlank()) {
      lines.add(words + text);
    }
  }

  private void note(JsonNode note) {
    var name = Json.at(note, "/byName");
    var by = name.isEmpty() ? Json.at(note, "/by") : name;
    lines.add("  note by " + by + ": " + Json.at(note, "/text"));
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
    diagnosis.path("gaps").forEach(gap -> lines.add("  not known: " + Json.text(gap)));
  }

  private void cause(JsonNode cause) {
    var change = Json.at(cause, "/change");
    var release = change.isEmpty() ? "" : ", change " + change;
    var what = Json.at(cause, "/entity") + ", " + Json.at(cause, "/kind") + release;
    lines.add("  " + Json.at(cause, "/score") + "  " + what);
    cause.path("reasons").forEach(this::reason);
  }

  private void reason(JsonNode reason) {
    int points = reason.path("points").asInt(0);
    var signed = points > 0 ? "+" + points : Integer.toString(points);
    lines.add(
        "      "
            + signed
            + " "
            + Json.at(reason, "/text")
            + " ["
            + Json.at(reason, "/claims")
            + "]");
  }

  private void claim(JsonNode claim) {
    lines.add("  " + Json.at(claim, "/id") + "  " + Json.at(claim, "/statement"));
    lines.add("      " + Json.at(claim, "/source") + ": " + Json.at(claim, "/query"));
  }

  private void alerts() {
    lines.add("");
    lines.add("ALERTS");
    var columns =
        List.of(
            Column.of("STATUS", "/status"),
            Column.of("SEVERITY", "/severity"),
            Column.time("STARTED", "/startsAt"),
            Column.text("NAME", "/name"),
            Column.text("ENTITY", "/entity"));
    lines.addAll(Column.table(columns, incident.path("alertList"), times, width));
  }

  private void timeline() {
    lines.add("");
    lines.add("TIMELINE");
    incident.path("timeline").forEach(this::entry);
  }

  private void entry(JsonNode entry) {
    var name = Json.at(entry, "/actorName");
    var actor = name.isEmpty() ? Json.at(entry, "/actor") : name;
    var by = actor.isEmpty() ? "" : " (" + actor + ")";
    var what = Json.at(entry, "/type") + ": " + Json.at(entry, "/summary");
    lines.add("  " + times.show(Json.at(entry, "/at")) + "  " + what + by);
  }

  private String at(String pointer) {
    return Json.at(incident, pointer);
  }
}
