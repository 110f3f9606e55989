package io.countersign.simulators.jira;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms in which fields are written: what is kept, and what is declined with Jira's words. */
final class SiteFieldForms {
  private final SiteSettings settings;

  SiteFieldForms(SiteSettings settings) {
    this.settings = settings;
  }

  Optional<SiteField> field(String idOrName) {
    return settings.fields().stream()
        .filter(it -> it.id().equals(idOrName) || it.name().equals(idOrName))
        .findFirst();
  }

  JsonNode defaultPriority() {
    var priorities = field("priority").orElseThrow().values();
    return SiteJson.text(String.valueOf((priorities.size() + 1) / 2));
  }

  String project(JsonNode project) {
    return settings.projects().keySet().stream()
        .filter(
            it ->
                it.equals(project.path("key").asString(""))
                    || SiteJson.projectId(it).equals(project.path("id").asString("")))
        .findFirst()
        .orElseThrow(() -> new SiteRefusal(Map.of("project", "valid project is required")));
  }

  String type(JsonNode type) {
    return settings.types().stream()
        .filter(
            it ->
                it.equals(type.path("name").asString(""))
                    || typeId(it).equals(type.path("id").asString("")))
        .findFirst()
        .orElseThrow(() -> new SiteRefusal(Map.of("issuetype", "Specify a valid issue type")));
  }

  String typeId(String type) {
    return String.valueOf(10_001 + settings.types().indexOf(type));
  }

  Map<String, JsonNode> values(ObjectNode fields, boolean v3) {
    return values(fields, v3, List.of());
  }

  /**
   * @param onScreen those that a transition's screen has, beside those of an edit
   */
  Map<String, JsonNode> values(ObjectNode fields, boolean v3, List<String> onScreen) {
    var found = new LinkedHashMap<String, JsonNode>();
    var wrong = new LinkedHashMap<String, String>();
    for (var member : fields.properties()) {
      var id = member.getKey();
      var field = settings.fields().stream().filter(it -> it.id().equals(id)).findFirst();
      if (field.isEmpty() || (id.equals("resolution") && !onScreen.contains(id))) {
        wrong.put(
            id,
            "Field '" + id + "' cannot be set. It is not on the appropriate screen, or unknown.");
        continue;
      }
      var problem = new ArrayList<String>();
      found.put(id, kept(field.get(), member.getValue(), v3, problem));
      problem.forEach(it -> wrong.put(id, it));
    }
    if (!wrong.isEmpty()) {
      throw new SiteRefusal(wrong);
    }
    return found;
  }

  private JsonNode kept(SiteField field, JsonNode value, boolean v3, List<String> problem) {
    if (value.isNull()) {
      return value;
    }
    return switch (field.type()) {
      case "doc" -> text(value, v3, problem);
      case "priority", "resolution" -> ofList(field, value, "name", problem);
      case "option" -> ofList(field, value, "value", problem);
      case "user" -> user(value, problem);
      case "array" -> labels(value, problem);
      case "number" ->
          checked(value, value.isNumber(), "Operation value must be a number", problem);
      default -> checked(value, value.isString(), "Operation value must be a string", problem);
    };
  }

  private static JsonNode checked(
      JsonNode value, boolean right, String complaint, List<String> problem) {
    if (!right) {
      problem.add(complaint);
    }
    return value;
  }

  private static JsonNode text(JsonNode value, boolean v3, List<String> problem) {
    return v3
        ? checked(
            value,
            SiteText.isDocument(value),
            "Operation value must be an Atlassian Document (see the Atlassian Document Format)",
            problem)
        : checked(value, value.isString(), "Operation value must be a string", problem);
  }

  /** Kept as the number of the value, from 1. */
  private static JsonNode ofList(
      SiteField field, JsonNode value, String word, List<String> problem) {
    for (int i = 0; i < field.values().size(); i++) {
      if (value.path("id").asString("").equals(String.valueOf(i + 1))
          || value.path(word).asString("").equals(field.values().get(i))) {
        return SiteJson.text(String.valueOf(i + 1));
      }
    }
    problem.add("The " + field.id() + " selected is invalid.");
    return value;
  }

  private JsonNode user(JsonNode value, List<String> problem) {
    var cloud = settings.edition() == JiraEdition.CLOUD;
    var named = value.path(cloud ? "accountId" : "name");
    if (named.isNull()) {
      return named;
    }
    for (var user : settings.users()) {
      if (named.asString("").equals(cloud ? user.id() : user.name())) {
        return SiteJson.text(user.name());
      }
    }
    problem.add("User '" + named.asString("") + "' does not exist.");
    return value;
  }

  private static JsonNode labels(JsonNode value, List<String> problem) {
    var right = value.isArray() && value.valueStream().allMatch(JsonNode::isString);
    if (right && value.valueStream().anyMatch(it -> it.asString().contains(" "))) {
      problem.add("The label contains spaces which is invalid.");
    }
    return checked(value, right, "data was not an array", problem);
  }

  /** A field's value as a person on the page gives it. */
  ObjectNode byWords(String idOrName, String value) {
    var field = field(idOrName).orElseThrow();
    var fields = SiteJson.object();
    if (value.isEmpty()) {
      return fields.putNull(field.id());
    }
    switch (field.type()) {
      case "priority", "resolution" -> fields.putObject(field.id()).put("name", value);
      case "option" -> fields.putObject(field.id()).put("value", value);
      case "number" -> fields.put(field.id(), Long.parseLong(value));
      case "user" -> {
        var user = settings.users().stream().filter(it -> it.name().equals(value)).findFirst();
        var key = settings.edition() == JiraEdition.CLOUD ? "accountId" : "name";
        var id = user.map(settings.edition() == JiraEdition.CLOUD ? SiteUser::id : SiteUser::name);
        fields.putObject(field.id()).put(key, id.orElse(value));
      }
      case "array" -> {
        var all = fields.putArray(field.id());
        for (var label : value.split("[, ]+", -1)) {
          if (!label.isEmpty()) {
            all.add(label);
          }
        }
      }
      default -> fields.put(field.id(), value);
    }
    return fields;
  }

  SiteHistory.Item item(String id, @Nullable JsonNode before, @Nullable JsonNode after) {
    var field = field(id).orElseThrow();
    return new SiteHistory.Item(
        field, raw(field, before), word(field, before), raw(field, after), word(field, after));
  }

  SiteHistory.Item item(SiteStatus before, SiteStatus after) {
    return new SiteHistory.Item(
        new SiteField("status", "status", "status", List.of()),
        before.id(),
        before.name(),
        after.id(),
        after.name());
  }

  private @Nullable String raw(SiteField field, @Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    return switch (field.type()) {
      case "user" ->
          settings.users().stream()
              .filter(it -> it.name().equals(value.asString("")))
              .findFirst()
              .orElseThrow()
              .id();
      case "priority", "resolution", "option" -> value.asString("");
      default -> null;
    };
  }

  private @Nullable String word(SiteField field, @Nullable JsonNode value) {
    if (value == null) {
      return null;
    }
    return switch (field.type()) {
      case "user" ->
          settings.users().stream()
              .filter(it -> it.name().equals(value.asString("")))
              .findFirst()
              .orElseThrow()
              .displayName();
      case "priority", "resolution", "option" ->
          field.values().get(Integer.parseInt(value.asString()) - 1);
      case "array" -> String.join(" ", value.valueStream().map(it -> it.asString("")).toList());
      case "doc" -> SiteText.plain(value);
      default -> value.asString();
    };
  }
}
