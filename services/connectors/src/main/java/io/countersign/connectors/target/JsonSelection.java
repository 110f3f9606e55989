package io.countersign.connectors.target;

import io.countersign.connectors.settings.SettingForm;
import io.countersign.connectors.template.TextTemplate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * A part of a JSON value: {@code /services[name=${target.name}]} is the array's one item whose
 * member has that text, {@code /status} the value at that place.
 *
 * @param member empty: the place itself
 */
public record JsonSelection(JsonPointer place, String member, TextTemplate value) {
  /** Everything. */
  public static final JsonSelection WHOLE =
      new JsonSelection(JsonPointer.empty(), "", TextTemplate.parse(""));

  /** How it's written in the configuration file. */
  static final SettingForm<JsonSelection> FORM =
      SettingForm.parsed("path, or /PATH[MEMBER=VALUE]", JsonSelection::parse, WHOLE);

  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?<place>(/[^\\[\\]]*)?)(\\[(?<member>[A-Za-z0-9_.-]+)=(?<value>[^\\[\\]]+)])?");

  /**
   * @throws IllegalArgumentException when it has another form
   */
  public static JsonSelection parse(String text) {
    var matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("must look like /items[name=${target.name}]");
    }
    var member = matcher.group("member");
    return new JsonSelection(
        JsonPointer.compile(matcher.group("place")),
        member == null ? "" : member,
        TextTemplate.parse(member == null ? "" : matcher.group("value")));
  }

  /** Empty if there is none, or several: which one is meant can't be told then. */
  Optional<JsonNode> in(JsonNode answer, Map<String, String> values) {
    var found = answer.at(place);
    if (member.isEmpty()) {
      return Optional.of(found).filter(JsonNode::isObject);
    }
    var wanted = value.fill(values);
    var items =
        found.values().stream()
            .filter(item -> item.path(member).isValueNode())
            .filter(item -> item.path(member).asString().equals(wanted))
            .toList();
    return items.size() == 1 ? Optional.of(items.getFirst()) : Optional.empty();
  }

  /** As it was written. */
  @Override
  public String toString() {
    if (member.isEmpty()) {
      return place.toString().isEmpty() ? "the whole answer" : place.toString();
    }
    return "%s[%s=%s]".formatted(place, member, value);
  }
}
