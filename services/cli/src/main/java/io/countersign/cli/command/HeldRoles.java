package io.countersign.cli.command;

import io.countersign.cli.api.JsonAnswers;
import io.countersign.cli.terminal.TimeTexts;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The words for what somebody holds: everywhere, or within bounds. */
public final class HeldRoles {
  private HeldRoles() {}

  /** Such as {@code VIEWER, APPROVER for team payments}; empty for nothing. */
  public static String all(JsonNode holder, TimeTexts times) {
    var roles = JsonAnswers.at(holder, "/roles");
    var held = new ArrayList<>(roles.isEmpty() ? List.<String>of() : List.of(roles));
    held.addAll(bounded(holder, times));
    return String.join(", ", held);
  }

  /** Each within bounds, or for a time. */
  public static List<String> bounded(JsonNode holder, TimeTexts times) {
    var held = new ArrayList<String>();
    for (var role : holder.path("bounded")) {
      var bounds = JsonAnswers.at(role, "/role") + " " + JsonAnswers.at(role, "/where");
      held.add(
          bounds + part(role, " from ", "/from", times) + part(role, " until ", "/until", times));
    }
    return held;
  }

  private static String part(JsonNode role, String word, String pointer, TimeTexts times) {
    var time = times.show(JsonAnswers.at(role, pointer));
    return time.isEmpty() ? "" : word + time;
  }
}
