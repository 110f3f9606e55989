package io.countersign.demo.story;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The texts of the product's answers, in plain words. */
final class AnswerTexts {
  private AnswerTexts() {}

  /** {@code orders} of {@code service/production/orders}. */
  static String name(JsonNode entity) {
    var text = entity(entity);
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** An entity's id, whichever way it is written. */
  static String entity(JsonNode entity) {
    return entity.isObject()
        ? String.join("/", text(entity, "kind"), text(entity, "environment"), text(entity, "name"))
        : entity.asString("");
  }

  static String text(JsonNode node, String member) {
    return node.path(member).asString("");
  }

  static String lower(JsonNode node, String member) {
    return text(node, member).toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  static JsonNode last(JsonNode array) {
    return array.path(array.size() - 1);
  }

  static String cause(JsonNode cause) {
    var change = text(cause, "change");
    var release = change.isEmpty() ? lower(cause, "kind") : "its release " + change;
    var version = text(cause, "toVersion");
    var put = version.isEmpty() ? "" : " (" + version + ")";
    return name(cause.path("entity")) + ": " + release + put + ", score " + text(cause, "score");
  }

  /** The two weightiest reasons, each with what it rests on. */
  static List<String> evidence(JsonNode diagnosis) {
    return list(diagnosis.path("causes").path(0).path("reasons")).stream()
        .filter(reason -> reason.path("points").asInt(0) > 0)
        .sorted((a, b) -> b.path("points").asInt(0) - a.path("points").asInt(0))
        .limit(2)
        .map(reason -> reason(reason, diagnosis.path("claims")))
        .toList();
  }

  private static String reason(JsonNode reason, JsonNode claims) {
    var ids = list(reason.path("claims")).stream().map(id -> id.asString("")).toList();
    var sources =
        list(claims).stream()
            .filter(claim -> ids.contains(text(claim, "id")))
            .map(claim -> text(claim, "source"))
            .distinct()
            .collect(Collectors.joining(", "));
    var asked = sources.isEmpty() ? "" : "; asked of " + sources;
    return text(reason, "text") + " (+" + text(reason, "points") + asked + ")";
  }

  static String step(JsonNode step) {
    var parameters = members(step.path("parameters"));
    return text(step, "action")
        + " "
        + name(step.path("target"))
        + (parameters.isEmpty() ? "" : " with " + parameters);
  }

  static String members(JsonNode object) {
    return object.properties().stream()
        .map(member -> member.getKey() + " " + member.getValue().asString(""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  static String steps(JsonNode steps) {
    return list(steps).stream().map(AnswerTexts::step).collect(Collectors.joining(", then "));
  }

  static String probes(JsonNode probes) {
    return list(probes).stream()
        .map(
            probe ->
                text(probe, "name")
                    + " of "
                    + name(probe.path("entity"))
                    + " "
                    + lower(probe, "comparison")
                    + " "
                    + text(probe, "threshold"))
        .collect(Collectors.joining(" and "));
  }

  static String readings(JsonNode readings) {
    return list(readings).stream()
        .map(reading -> text(reading, "probe") + " = " + text(reading, "value"))
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
