package io.countersign.cli.command;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.TimeTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The lines of a ticket of an incident or of a remediation. */
public final class TicketLines {
  private TicketLines() {}

  /** All that is known of it, indented. */
  public static List<String> of(JsonNode ticket, TimeTexts times) {
    var lines = new ArrayList<String>();
    lines.add("  ticket " + title(ticket));
    ticket.path("conflicts").forEach(it -> lines.add("    " + conflict(it)));
    ticket.path("remarks").forEach(it -> lines.add("    " + remark(it, times)));
    return lines;
  }

  /** How the tickets of a plan and of its incident are, in one cell of a table. */
  public static Column column() {
    return new Column("TICKETS", true, (item, _) -> cell(item));
  }

  private static String cell(JsonNode remediation) {
    return Stream.of("tickets", "incidentTickets")
        .flatMap(it -> remediation.path(it).valueStream())
        .map(it -> called(it) + ": " + JsonAnswers.at(it, "/words"))
        .collect(Collectors.joining(", "));
  }

  private static String called(JsonNode ticket) {
    var link = JsonAnswers.at(ticket, "/link");
    var key = JsonAnswers.at(ticket, "/key");
    return key.isEmpty() ? link.substring(0, Math.max(0, link.indexOf('/'))) : key;
  }

  /** What it is, and how it is. */
  public static String title(JsonNode ticket) {
    var link = JsonAnswers.at(ticket, "/link");
    var system = link.substring(0, Math.max(0, link.indexOf('/')));
    var key = JsonAnswers.at(ticket, "/key");
    var url = JsonAnswers.at(ticket, "/url");
    return "%s%s%s: %s"
        .formatted(
            system,
            key.isEmpty() ? "" : " " + key,
            url.isEmpty() ? "" : " " + url,
            JsonAnswers.at(ticket, "/words"));
  }

  /** Both values, and the command that settles it. */
  public static String conflict(JsonNode conflict) {
    return "both sides changed %s: %s here, %s there; %s ours|theirs"
        .formatted(
            JsonAnswers.at(conflict, "/field"),
            orNothing(JsonAnswers.at(conflict, "/ours")),
            orNothing(JsonAnswers.at(conflict, "/theirs")),
            JsonAnswers.at(conflict, "/settle"));
  }

  private static String orNothing(String value) {
    return value.isEmpty() ? "nothing" : value;
  }

  /** When a change is planned there; empty where nothing is known of it. */
  public static String change(JsonNode change, TimeTexts times) {
    if (change.isMissingNode() || change.isNull()) {
      return "";
    }
    var start = times.show(JsonAnswers.at(change, "/start"));
    var end = times.show(JsonAnswers.at(change, "/end"));
    if (start.isEmpty()) {
      return "not scheduled there";
    }
    return "scheduled there from " + start + (end.isEmpty() ? "" : " to " + end);
  }

  /** What somebody there said of a change. */
  public static String approval(JsonNode approval, TimeTexts times) {
    var by = JsonAnswers.at(approval, "/by");
    var account = JsonAnswers.at(approval, "/account");
    boolean yes = approval.path("approved").asBoolean(false);
    boolean counted = approval.path("counted").asBoolean(false);
    var why = JsonAnswers.at(approval, "/why");
    return (by.isEmpty() ? "somebody unknown here (" + account + ")" : by)
        + (yes ? " approved it, " : " rejected it, ")
        + times.show(JsonAnswers.at(approval, "/at"))
        + (counted ? "; it counts here" : "; evidence, which counts for nothing")
        + (why.isEmpty() ? "" : ": " + why);
  }

  private static String remark(JsonNode remark, TimeTexts times) {
    return "somebody unknown here (%s) wrote there, %s: %s"
        .formatted(
            JsonAnswers.at(remark, "/account"),
            times.show(JsonAnswers.at(remark, "/at")),
            JsonAnswers.at(remark, "/text"));
  }
}
