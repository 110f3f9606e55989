package io.countersign.cli.audit;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.Wrapping;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The text of why nobody was paged. */
final class SilenceReport {
  private static final int INDENT = 6;

  private final JsonNode answer;
  private final int width;
  private final List<String> lines = new ArrayList<>();

  SilenceReport(JsonNode answer, int width) {
    this.answer = answer;
    this.width = width;
  }

  List<String> lines() {
    lines.clear();
    add(
        "%s from %s to %s, %s"
            .formatted(
                JsonAnswers.at(answer, "/service"),
                time(JsonAnswers.at(answer, "/from")),
                time(JsonAnswers.at(answer, "/to")),
                events(answer.path("after").asLong(0), answer.path("upTo").asLong(0))));
    add(JsonAnswers.at(answer, "/warning"));
    answer.path("conclusions").forEach(it -> add("  - " + JsonAnswers.text(it)));
    items("IN FORCE BEFORE", answer.path("standing"));
    items("WHAT HAPPENED", answer.path("items"));
    if (answer.path("cut").asBoolean(false)) {
      add("  There was more than is shown: ask for a shorter time with --around.");
    }
    lines.add("");
    add("NOT KNOWN");
    answer.path("unknown").forEach(it -> add("  - " + JsonAnswers.text(it)));
    return List.copyOf(lines);
  }

  private static String events(long after, long upTo) {
    return after >= upTo
        ? "when nothing was recorded"
        : "events %s to %s".formatted(after + 1, upTo);
  }

  private void items(String title, JsonNode items) {
    if (items.isEmpty()) {
      return;
    }
    lines.add("");
    add(title);
    items.forEach(this::item);
  }

  private void item(JsonNode item) {
    var rule = JsonAnswers.at(item, "/rule");
    add(
        "  %s  #%s  %s%s: %s"
            .formatted(
                time(JsonAnswers.at(item, "/at")),
                JsonAnswers.at(item, "/position"),
                JsonAnswers.at(item, "/kind"),
                rule.isEmpty() ? "" : " by " + rule,
                JsonAnswers.at(item, "/summary")));
  }

  /** Exact: it's compared with a page that did or didn't come. */
  private static String time(String instant) {
    return Instant.parse(instant).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void add(String line) {
    if (!line.isBlank()) {
      lines.addAll(Wrapping.lines(line, width, INDENT));
    }
  }
}
